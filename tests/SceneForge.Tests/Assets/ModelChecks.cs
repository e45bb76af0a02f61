using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SceneForge.Base.Random;
using SceneForge.World.Assets;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

/// <summary>What holds for every model.</summary>
internal static class ModelChecks
{
    public static Model Make(string name, ulong seed, double? height = null, string? color = null) =>
        AssetLibrary.Make(new AssetRequest(name, new RandomStream(seed, 0, name), height, color));

    public static int NodeIndex(this Model model, string name)
    {
        for (int i = 0; i < model.Nodes.Length; i++)
        {
            if (model.Nodes[i].Name == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException(name);
    }

    /// <summary>Every point of a node in the model frame.</summary>
    public static IEnumerable<Double3> Points(this Model model, int node, Pose[] poses) =>
        model.Nodes[node].Mesh.Positions.Select(p => poses[node].Apply(Double3.From(p)));

    public static void IsSound(Model model)
    {
        Assert.NotEmpty(model.Nodes);
        foreach (ModelNode node in model.Nodes)
        {
            Assert.True(node.Mesh.TriangleCount > 0, node.Name);
            Assert.Equal(node.Mesh.Parts.Length, node.Materials.Length);
            Assert.All(node.Mesh.Positions, p => Assert.True(float.IsFinite(p.X) && float.IsFinite(p.Y) && float.IsFinite(p.Z), node.Name));
            // Single precision: three squares and a sum.
            Assert.All(node.Mesh.Normals, n => Assert.Equal(1.0, Double3.From(n).Length, 1e-5));
            Assert.All(node.Mesh.TexCoords, t => Assert.True(float.IsFinite(t.X) && float.IsFinite(t.Y), node.Name));
            Assert.All(node.Mesh.Indices, i => Assert.InRange(i, 0, node.Mesh.Positions.Length - 1));
        }
    }

    /// <summary>A hash over all meshes and over node poses at some states of motion.</summary>
    public static string Hash(Model model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ModelNode node in model.Nodes)
        {
            hash.AppendData(MemoryMarshal.AsBytes(node.Mesh.Positions.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(node.Mesh.Normals.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(node.Mesh.TexCoords.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(node.Mesh.Indices.AsSpan()));
        }

        foreach (double speed in new[] { 0, 1.3, 3.1 })
        {
            hash.AppendData(MemoryMarshal.AsBytes(model.PoseNodes(new MotionState(speed, 17.3, 0.37, 0.1)).AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
