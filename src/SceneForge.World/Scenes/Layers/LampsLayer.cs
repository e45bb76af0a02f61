using System.Globalization;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Luminaires of a hall in columns and rows.</summary>
/// <param name="First">The middle of the first one's underside; columns follow along x, rows along y.</param>
/// <param name="Flux">Of each, lumens.</param>
internal sealed record LampsSpec(Double3 First, int Columns, int Rows, double PitchX, double PitchY, double Flux);

/// <summary>Lamps under a hall's ceiling: <c>"lamps": [ { "x", "y", "z", "columns", "rows", "pitch", "flux" } ]</c>.</summary>
internal sealed class LampsLayer() : ListLayer<LampsSpec>("lamps")
{
    private const double Length = 1.2;
    private const double Width = 0.4;
    private const double InnerAngle = 45;
    private const double OuterAngle = 80;

    // White LEDs of 4000 K in linear sRGB primaries, of luminance 1.
    private static readonly Vector3 White = new(1.10f, 0.99f, 0.80f);

    protected override LampsSpec ReadItem(JsonNode node, SceneReading reading)
    {
        double Coordinate(string name) => node.Get(name).AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest);
        double[] pitch = node.Find("pitch") is { } list ? [.. list.Items().Select(n => n.AsNumber(0.5, 1000))] : [4, 4];
        if (pitch.Length != 2)
        {
            throw node.Get("pitch").Fail($"A pitch has two numbers, this one has {pitch.Length}.", "Write [along x, along y].");
        }

        LampsSpec lamps = new(
            new Double3(Coordinate("x"), Coordinate("y"), Coordinate("z")),
            node.Find("columns")?.AsInteger(1, 100) ?? 1,
            node.Find("rows")?.AsInteger(1, 100) ?? 1,
            pitch[0],
            pitch[1],
            node.Find("flux")?.AsNumber(100, 200_000) ?? 16_000);
        node.Finish();
        return lamps;
    }

    protected override void SetDown(SceneBuilder scene, LampsSpec lamps, string path)
    {
        Model model = Make(lamps.Flux);
        scene.HallFlux += White * (float)(lamps.Flux * lamps.Columns * lamps.Rows);
        for (int row = 0; row < lamps.Rows; row++)
        {
            for (int column = 0; column < lamps.Columns; column++)
            {
                Double3 at = lamps.First + new Double3(column * lamps.PitchX, row * lamps.PitchY, 0);
                scene.Add(model, Pose.At(at.X, at.Y, at.Z));
            }
        }
    }

    /// <summary>A flat luminaire; the spot's fall from full to none between its angles makes its flux about pi times its intensity.</summary>
    private static Model Make(double flux)
    {
        Vector3 intensity = White * (float)(flux / Math.PI);
        Material lens = new Material
        {
            Name = "hall_lens",
            BaseColor = new Vector3(0.7f),
            Roughness = 0.3f,
            Porosity = 0,
            Emission = intensity / (float)(Length * Width),
            EmissionSwitch = LampChannel.Hall,
        }.AsPigment();
        MeshBuilder mesh = new();
        mesh.Part("housing", BuildingMaterials.Paint(new Vector3(0.6f)));
        mesh.Box(new Double3(-Length / 2, -Width / 2, 0.005), new Double3(Length / 2, Width / 2, 0.09));
        mesh.Part("lens", lens);
        mesh.Quad(new Double3(-Length / 2, Width / 2, 0), new Double3(Length / 2, Width / 2, 0), new Double3(Length / 2, -Width / 2, 0),
            new Double3(-Length / 2, -Width / 2, 0));
        Lamp lamp = new(LampChannel.Hall, 0, new Double3(0, 0, -0.01), -Double3.UnitZ, intensity, StrictMath.Radians(InnerAngle),
            StrictMath.Radians(OuterAngle));
        return new Model
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"lamp.hall_{flux:0}"),
            Class = "pole",
            Nodes = [mesh.BuildNode("lamp")],
            Articulation = RigidArticulation.Single,
            Lamps = [lamp],
        };
    }
}
