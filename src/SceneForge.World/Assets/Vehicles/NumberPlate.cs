using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Number plates of 520 x 110 mm with a blue band, as in most of Europe.</summary>
internal static class NumberPlate
{
    private const double HalfWidth = 0.26;
    private const double HalfHeight = 0.055;

    /// <param name="place">x to the outside, y along the plate to the reader's right, z up.</param>
    /// <param name="text">At most eight characters.</param>
    public static void Add(MeshBuilder mesh, Pose place, string text)
    {
        Pose before = mesh.Placement;
        mesh.Placement = place;
        mesh.Part("trim", VehicleMaterials.Placeholder);
        mesh.Box(new Double3(-0.03, -HalfWidth - 0.008, -HalfHeight - 0.008), new Double3(0.008, HalfWidth + 0.008, HalfHeight + 0.008));
        mesh.Part("plate", VehicleMaterials.Placeholder);
        Face(mesh, -HalfWidth + 0.042, HalfWidth, 0.0105);
        mesh.Part("plate_band", VehicleMaterials.Placeholder);
        Face(mesh, -HalfWidth, -HalfWidth + 0.042, 0.0105);
        mesh.Part("plate_text", VehicleMaterials.Placeholder);
        mesh.Text(0.0115, 0.02, 0, text, 0.066, 0.5, 0.011);
        mesh.Placement = before;
    }

    private static void Face(MeshBuilder mesh, double left, double right, double x) =>
        mesh.Quad(new Double3(x, left, -HalfHeight), new Double3(x, right, -HalfHeight), new Double3(x, right, HalfHeight),
            new Double3(x, left, HalfHeight));

    /// <summary>A made-up registration: begins with X, which no German district uses.</summary>
    public static string Text(RandomStream random)
    {
        const string letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
        char Letter() => letters[random.NextInt(letters.Length)];
        char Digit() => (char)('0' + random.NextInt(10));
        return $"X{Letter()} {Letter()}{(char)('1' + random.NextInt(9))}{Digit()}{Digit()}";
    }
}
