using System.Text.Json.Nodes;
using SceneForge.Base.Geometry;

namespace SceneForge.Cli.Importing;

/// <summary>A hall that models make: what a roof covers has no light but its lamps'.</summary>
/// <param name="Inside">From the lowest floor to the roof's lower edge.</param>
internal sealed record HallGuess(Box3 Inside)
{
    // EN 12464-1, 5.4: loading bays and packing areas have 300 lx; half of the lamps' light reaches the floor.
    private const double Illuminance = 300;
    private const double Reaching = 0.5;
    private const double Pitch = 4.5;

    /// <param name="boxes">Of all models where they stand.</param>
    /// <returns>Null where none covers the others.</returns>
    public static HallGuess? Of(IEnumerable<Box3> boxes)
    {
        Box3[] all = [.. boxes];
        Box3 whole = all.Aggregate(Box3.Empty, (box, own) => box.Include(own));
        Box3[] roofs = [.. all.Where(b => b.Min.Z > whole.Min.Z + 0.6 * whole.Size.Z
            && b.Size.X > 0.8 * whole.Size.X && b.Size.Y > 0.8 * whole.Size.Y)];
        return roofs.Length == 0
            ? null
            : new HallGuess(whole with { Max = new Double3(whole.Max.X, whole.Max.Y, roofs.Min(r => r.Min.Z)) });
    }

    /// <summary>Adds lamps and the hall's own light to scene.json.</summary>
    public void AddTo(JsonObject scene)
    {
        Double3 size = Inside.Size;
        int columns = Math.Clamp((int)Math.Round(size.X / Pitch), 1, 100);
        int rows = Math.Clamp((int)Math.Round(size.Y / Pitch), 1, 100);
        double flux = Math.Clamp(Illuminance * size.X * size.Y / Reaching / columns / rows, 100, 200_000);
        scene["lamps"] = new JsonArray(new JsonObject
        {
            ["x"] = Metres(Inside.Min.X + size.X / columns / 2),
            ["y"] = Metres(Inside.Min.Y + size.Y / rows / 2),
            ["z"] = Metres(Inside.Min.Z + 0.9 * size.Z),
            ["columns"] = columns,
            ["rows"] = rows,
            ["pitch"] = new JsonArray(Math.Max(0.5, Metres(size.X / columns)), Math.Max(0.5, Metres(size.Y / rows))),
            ["flux"] = Math.Round(flux),
        });
        scene["sky"] = new JsonObject
        {
            ["hall"] = new JsonObject
            {
                ["reflectance"] = 0.4,
                ["size"] = new JsonArray(Math.Max(1, Metres(size.X)), Math.Max(1, Metres(size.Y)), Math.Max(1, Metres(size.Z))),
            },
        };
    }

    private static double Metres(double value) => Math.Round(value, 3);
}
