using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Scenes;

/// <summary>SHA-256 over what a world is made of. Names go in as UTF-8 with a zero after them, numbers as they lie in memory.</summary>
internal sealed class WorldHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private WorldHash()
    {
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>
    /// Objects with their meshes and keypoints, and the poses of all nodes at each of the times: all that labels and points come from.
    /// </summary>
    public static string OfGeometry(WorldTimeline world, params long[] times)
    {
        using WorldHash hash = new();
        Dictionary<Mesh, byte[]> known = [];
        foreach (WorldObject item in world.Objects)
        {
            hash.Number(item.Id);
            hash.Text(item.Name);
            hash.Text(item.Model.Name);
            hash.Text(item.Model.Class);
            hash.Real(item.Model.WheelBase);
            foreach (ModelNode node in item.Model.Nodes)
            {
                hash.Text(node.Name);
                hash.Text(node.Class ?? "");
                hash.Number(node.InBody ? 1 : 0);
                // Meshes are shared: each is hashed once.
                if (!known.TryGetValue(node.Mesh, out byte[]? digest))
                {
                    known.Add(node.Mesh, digest = Of(node.Mesh));
                }

                hash.Bytes<byte>(digest);
            }

            foreach (Keypoint point in item.Model.Keypoints)
            {
                hash.Text(point.Name);
                hash.Number(point.Node);
                hash.Bytes<Double3>([point.Position]);
            }
        }

        foreach (long time in times)
        {
            hash.Bytes(world.At(time).WorldFromInstance);
        }

        return hash.Finish();
    }

    /// <summary>Names and numbers of the materials of all nodes, and the names of their patterns.</summary>
    public static string OfMaterials(WorldTimeline world)
    {
        using WorldHash hash = new();
        foreach (Material material in world.Objects.SelectMany(o => o.Model.Nodes).SelectMany(n => n.Materials))
        {
            hash.Text(material.Name);
            hash.Bytes<Vector3>([material.BaseColor, material.Emission]);
            hash.Bytes<float>([material.Roughness, material.Metallic, material.ClearCoat, material.Porosity, material.Retroreflection,
                material.Translucency]);
            hash.Text(material.EmissionSwitch?.ToString() ?? "");
            hash.Text(material.Maps.Color?.Image.Name ?? "");
        }

        return hash.Finish();
    }

    private static byte[] Of(Mesh mesh)
    {
        using WorldHash hash = new();
        hash.Text(mesh.Name);
        hash.Bytes<Vector3>(mesh.Positions);
        hash.Bytes<Vector3>(mesh.Normals);
        hash.Bytes<Vector2>(mesh.TexCoords);
        hash.Bytes<int>(mesh.Indices);
        foreach (MeshPart part in mesh.Parts)
        {
            hash.Text(part.Name);
            hash.Number(part.FirstTriangle);
            hash.Number(part.TriangleCount);
        }

        return hash._hash.GetHashAndReset();
    }

    private string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    private void Text(string text) => _hash.AppendData(Encoding.UTF8.GetBytes(text + '\0'));

    private void Number(int number) => Text(number.ToString(CultureInfo.InvariantCulture));

    private void Real(double number) => Bytes<double>([number]);

    private void Bytes<T>(ReadOnlySpan<T> values)
        where T : struct => _hash.AppendData(MemoryMarshal.AsBytes(values));
}
