using SceneForge.Base.Geometry;

namespace SceneForge.Gltf.Models;

/// <summary>How a file's axes and unit become a model's: x forward, y left, z up, metres.</summary>
/// <param name="Up">Such as <c>+y</c>, glTF's own.</param>
/// <param name="Forward">Such as <c>+z</c>, glTF's own; square to <paramref name="Up"/>.</param>
/// <param name="Scale">Metres per unit.</param>
public sealed record FileFrame(string Up = "+y", string Forward = "+z", double Scale = 1)
{
    public static IReadOnlyList<string> Axes { get; } = ["+x", "-x", "+y", "-y", "+z", "-z"];

    public static FileFrame Gltf { get; } = new();

    /// <summary>Whether the two directions are square to each other.</summary>
    public bool IsSquare => Up[1] != Forward[1];

    /// <summary>From the file's frame to the model's, the origin kept.</summary>
    public AffineMap ModelFromFile
    {
        get
        {
            Double3 x = Axis(Forward);
            Double3 z = Axis(Up);
            Double3 y = Double3.Cross(z, x);
            // Rows are the model's axes in the file.
            return new AffineMap(new Double3(x.X, y.X, z.X), new Double3(x.Y, y.Y, z.Y), new Double3(x.Z, y.Z, z.Z), Double3.Zero) * Scale;
        }
    }

    private static Double3 Axis(string name)
    {
        Double3 axis = name[1] switch { 'x' => Double3.UnitX, 'y' => Double3.UnitY, _ => Double3.UnitZ };
        return name[0] == '-' ? -axis : axis;
    }
}
