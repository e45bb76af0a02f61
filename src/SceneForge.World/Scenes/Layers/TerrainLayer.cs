using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.World.Ground;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// The open ground: <c>"terrain": { "surface", "height", "x", "y" }</c>. Around roads it has their heights, so that only its surface may be
/// given; without roads it is a level plane.
/// </summary>
internal sealed class TerrainLayer : ISceneLayer
{
    private const double Reach = 500;
    private const double Tile = 50;

    public string Member => "terrain";

    public ILayerContent? Read(JsonNode? node, SceneReading reading)
    {
        if (node is null)
        {
            return null;
        }

        string surface = reading.OpenGround = reading.Surfaces.Name(node.Get("surface"));
        if (reading.HasRoads)
        {
            node.Finish();
            return null;
        }

        double height = node.Find("height")?.AsNumber(-1000, 10_000) ?? 0;
        Interval x = node.Find("x") is { } east ? SceneReading.ReadRange(east, -1e5, 1e5) : new Interval(-Reach, Reach);
        Interval y = node.Find("y") is { } north ? SceneReading.ReadRange(north, -1e5, 1e5) : new Interval(-Reach, Reach);
        node.Finish();
        Box3 box = new(new Double3(x.Low, y.Low, height), new Double3(x.High, y.High, height));
        return box.Size.X > 0 && box.Size.Y > 0 && box.Size.X * box.Size.Y <= 1e8
            ? new Content(surface, box)
            : throw node.Fail("The plane is empty or larger than 100 square kilometres.", "Give \"x\" and \"y\" as [low, high] in metres.");
    }

    private sealed class Content(string surface, Box3 box) : ILayerContent
    {
        public void LayGround(SceneBuilder scene) => scene.AddGround(new PlaneGround(box.Min.Z, surface, box));

        public void AddSurfaces(SceneBuilder scene)
        {
            GroundSurface ground = scene.Surfaces[surface];
            List<ModelNode> nodes = [];
            List<Pose> poses = [];
            for (double x = box.Min.X; x < box.Max.X; x += Tile)
            {
                for (double y = box.Min.Y; y < box.Max.Y; y += Tile)
                {
                    MeshBuilder mesh = new();
                    mesh.Part(surface, ground.Material);
                    (double w, double d) = (Math.Min(Tile, box.Max.X - x), Math.Min(Tile, box.Max.Y - y));
                    mesh.Quad(Double3.Zero, new Double3(w, 0, 0), new Double3(w, d, 0), new Double3(0, d, 0));
                    nodes.Add(mesh.BuildNode(string.Create(CultureInfo.InvariantCulture, $"{surface}_{nodes.Count}")));
                    poses.Add(Pose.At(x, y, box.Min.Z));
                }
            }

            scene.Add(new Model { Name = surface, Class = ground.Class, Nodes = [.. nodes], Articulation = new RigidArticulation([.. poses]) },
                Pose.Identity);
        }
    }
}
