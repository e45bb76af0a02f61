using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Documents;
using SceneForge.Gltf.Nodes;
using SceneForge.Gltf.Reading;
using SceneForge.World.Models.Deformation;
using SharpGLTF.Schema2;

namespace SceneForge.Gltf.Animations;

/// <summary>An animation of a file.</summary>
/// <param name="Joints">What it does to each node.</param>
/// <param name="Weights">By node, what it does to its morph targets, one a target, in x.</param>
internal sealed record GltfClip(string Name, double Duration, ImmutableArray<JointChannels> Joints,
    IReadOnlyDictionary<int, ImmutableArray<VectorKeys>> Weights)
{
    public AnimationClip ToClip() => new(Joints, Duration, Loops: true);
}

/// <summary>Reads keyframes: three interpolations of translation, rotation, scale and morph weights (glTF 2.0, 3.11).</summary>
internal sealed class ClipReader(GltfDocument document, AccessorReader accessors, ICollection<string> dropped)
{
    public ImmutableArray<GltfClip> Read() => [.. document.Root.LogicalAnimations.Select(Read)];

    private GltfClip Read(Animation animation)
    {
        JointChannels[] joints = [.. Enumerable.Range(0, document.Root.LogicalNodes.Count).Select(_ => new JointChannels())];
        Dictionary<int, ImmutableArray<VectorKeys>> weights = [];
        double duration = 0;
        foreach (AnimationChannel channel in animation.Channels)
        {
            string pointer = $"/animations/{animation.LogicalIndex}/channels/{channel.LogicalIndex}";
            if (channel.TargetNode is not { } node || channel.TargetNodePath == PropertyPath.pointer)
            {
                dropped.Add($"{pointer}: what it moves is no node.");
                continue;
            }

            // The library keeps samplers to itself.
            JsonNode written = document.Json.Get("animations").Items()[animation.LogicalIndex];
            JsonNode sampler = written.Get("samplers").Items()[written.Get("channels").Items()[channel.LogicalIndex].Get("sampler").AsInteger()];
            double[] times = Times(sampler, pointer);
            duration = Math.Max(duration, times[^1]);
            double[] values = Numbers(sampler.Get("output"));
            KeyInterpolation kind = sampler.Find("interpolation")?.AsString() switch
            {
                "STEP" => KeyInterpolation.Step,
                "CUBICSPLINE" => KeyInterpolation.CubicSpline,
                _ => KeyInterpolation.Linear,
            };
            ref JointChannels joint = ref joints[node.LogicalIndex];
            switch (channel.TargetNodePath)
            {
                case PropertyPath.translation:
                    joint = joint with { Translation = new VectorKeys(times, Vectors(values), kind) };
                    break;
                case PropertyPath.scale:
                    joint = joint with { Scale = new VectorKeys(times, Vectors(values), kind) };
                    break;
                case PropertyPath.rotation:
                    joint = joint with { Rotation = new RotationKeys(times, Rotations(values, kind), kind) };
                    break;
                default:
                    weights[node.LogicalIndex] = Weights(times, values, kind);
                    break;
            }
        }

        string name = string.IsNullOrWhiteSpace(animation.Name) ? $"animation {animation.LogicalIndex}" : animation.Name;
        return new GltfClip(name, duration, [.. joints], weights);
    }

    private double[] Numbers(JsonNode accessor) => accessors.Numbers(document.Root.LogicalAccessors[accessor.AsInteger()]);

    private double[] Times(JsonNode sampler, string pointer)
    {
        double[] times = Numbers(sampler.Get("input"));
        for (int i = 0; i < times.Length; i++)
        {
            if (times[i] < 0 || i > 0 && times[i] <= times[i - 1])
            {
                throw new InputException(document.Json.Source.ErrorAt($"{pointer}/sampler",
                    $"The time of key {i} does not come after the one before it.",
                    "Export the file again."));
            }
        }

        return times;
    }

    private static Double3[] Vectors(double[] n) =>
        [.. Enumerable.Range(0, n.Length / 3).Select(i => new Double3(n[3 * i], n[3 * i + 1], n[3 * i + 2]))];

    // Values have unit length, tangents any.
    private static Rotation[] Rotations(double[] n, KeyInterpolation kind) => [.. Enumerable.Range(0, n.Length / 4).Select(i =>
        kind == KeyInterpolation.CubicSpline && i % 3 != 1
            ? new Rotation(n[4 * i + 3], n[4 * i], n[4 * i + 1], n[4 * i + 2])
            : NodeReader.Turn(n[4 * i + 3], n[4 * i], n[4 * i + 1], n[4 * i + 2]))];

    // Keys of all targets stand together, of a spline: all tangents before, all values, all tangents after.
    private static ImmutableArray<VectorKeys> Weights(double[] times, double[] values, KeyInterpolation kind)
    {
        int perKey = kind == KeyInterpolation.CubicSpline ? 3 : 1;
        int targets = values.Length / times.Length / perKey;
        return [.. Enumerable.Range(0, targets).Select(target => new VectorKeys(times,
            [.. Enumerable.Range(0, times.Length * perKey).Select(i => new Double3(values[i * targets + target], 0, 0))], kind))];
    }
}
