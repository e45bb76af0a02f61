using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Scenes.Building;

/// <summary>A paved strip that follows the ground, such as a garden path or a driveway; class <c>sidewalk</c>.</summary>
internal static class GardenPath
{
    private const double Lift = 0.03;
    private const double Foot = -0.12;

    /// <param name="start">Its x axis leads along the strip.</param>
    /// <returns>The model in the frame of <paramref name="start"/>.</returns>
    public static Model Make(string name, IGround ground, Pose start, double length, double width, Material material)
    {
        int steps = Math.Max(1, (int)Math.Ceiling(length));
        MeshBuilder mesh = new();
        mesh.Part("paving", material);
        Double3 On(int i, double side, double lift)
        {
            Double3 local = new(length * i / steps, side * width / 2, 0);
            Double3 world = start.Apply(local);
            return local with { Z = ground.HeightOrNear(world.X, world.Y, world.Z) - start.Translation.Z + lift };
        }

        for (int i = 0; i < steps; i++)
        {
            double v = length * i / steps;
            mesh.Quad(On(i, 1, Lift), On(i, -1, Lift), On(i + 1, -1, Lift), On(i + 1, 1, Lift), 0, v);
            mesh.Quad(On(i, -1, Foot), On(i + 1, -1, Foot), On(i + 1, -1, Lift), On(i, -1, Lift), v);
            mesh.Quad(On(i + 1, 1, Foot), On(i, 1, Foot), On(i, 1, Lift), On(i + 1, 1, Lift), v);
        }

        mesh.Quad(On(0, 1, Foot), On(0, -1, Foot), On(0, -1, Lift), On(0, 1, Lift));
        mesh.Quad(On(steps, -1, Foot), On(steps, 1, Foot), On(steps, 1, Lift), On(steps, -1, Lift));
        return new Model { Name = name, Class = "sidewalk", Nodes = [mesh.BuildNode(name)], Articulation = RigidArticulation.Single };
    }
}
