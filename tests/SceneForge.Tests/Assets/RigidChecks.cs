using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

/// <summary>What holds for every model of hard things.</summary>
internal static class RigidChecks
{
    public static AssetRequest Request(string name, ulong seed, double? height = null, string? color = null) =>
        new(name, new RandomStream(seed, 0, name), height, color);

    public static void Sound(Model model)
    {
        ModelChecks.IsSound(model);
        double area = 0;
        double inward = 0;
        int triangles = 0;
        int degenerate = 0;
        foreach (ModelNode node in model.Nodes)
        {
            Mesh mesh = node.Mesh;
            for (int i = 0; i < mesh.Indices.Length; i += 3)
            {
                Double3 P(int k) => Double3.From(mesh.Positions[mesh.Indices[i + k]]);
                Double3 N(int k) => Double3.From(mesh.Normals[mesh.Indices[i + k]]);
                Double3 cross = Double3.Cross(P(1) - P(0), P(2) - P(0));
                triangles++;
                degenerate += cross.Length < 1e-9 ? 1 : 0;
                area += cross.Length;
                inward += Double3.Dot(cross, N(0) + N(1) + N(2)) < 0 ? cross.Length : 0;
            }
        }

        Assert.True(triangles > 100);
        Assert.True(degenerate <= triangles / 500, $"{model.Name}: {degenerate} of {triangles} triangles have no area.");
        Assert.True(inward <= area * 0.002, $"{model.Name}: {inward / area:P2} of the surface is wound against its normals.");
    }

    public static Box3 Box(Model model, MotionState motion = default) => model.BodyBox(motion);

    public static int Triangles(Model model) => model.Nodes.Sum(n => n.Mesh.TriangleCount);
}
