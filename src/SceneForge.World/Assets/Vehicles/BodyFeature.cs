using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>A zone of the skin that is a part of its own: where <see cref="Field"/> lies between two values.</summary>
/// <param name="Part">Name of the part; null: cut out of the skin.</param>
/// <param name="Field">Of a position; mostly a signed distance in some view, metres.</param>
/// <param name="Where">Of a position: where on the skin the field means anything.</param>
internal sealed record BodyFeature(string? Part, Func<Double3, double> Field, Func<Double3, bool> Where, double From, double To)
{
    /// <summary>The zone inside the field's zero line, grown by <paramref name="grow"/>.</summary>
    public static BodyFeature Area(string? part, Func<Double3, double> field, Func<Double3, bool> where, double grow = 0) =>
        new(part, field, where, double.NegativeInfinity, grow);

    /// <summary>A strip along the field's zero line.</summary>
    public static BodyFeature Seam(string part, Func<Double3, double> field, Func<Double3, bool> where, double halfWidth = 0.003) =>
        new(part, field, where, -halfWidth, halfWidth);
}
