using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>How strongly each morph target shows.</summary>
public interface IMorphWeights
{
    int Count { get; }

    /// <summary>Writes one weight a target; a pure function of <paramref name="motion"/>.</summary>
    void Weigh(in MotionState motion, Span<double> weights);
}

/// <summary>A shape to blend towards.</summary>
/// <param name="Positions">What a weight of 1 adds to each vertex, metres.</param>
/// <param name="Normals">What it adds to each normal; empty: nothing.</param>
public sealed record MorphTarget(Vector3[] Positions, Vector3[] Normals);

/// <summary>Adds weighted targets to the vertices (glTF 2.0, 3.7.2.2).</summary>
public sealed class MorphDeformation : IDeformation
{
    private readonly ImmutableArray<MorphTarget> _targets;
    private readonly IMorphWeights _weights;

    /// <exception cref="ArgumentException">Targets of different sizes, or not as many as weights.</exception>
    public MorphDeformation(ImmutableArray<MorphTarget> targets, IMorphWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (targets.Length != weights.Count
            || targets.Any(t => t.Positions.Length != targets[0].Positions.Length || t.Normals.Length != 0 && t.Normals.Length != t.Positions.Length))
        {
            throw new ArgumentException($"{targets.Length} morph targets, all of one size, must stand beside as many weights; there are {weights.Count}.");
        }

        _targets = targets;
        _weights = weights;
    }

    public void Deform(in MotionState motion, Span<Double3> positions, Span<Double3> normals)
    {
        double[] weights = new double[_targets.Length];
        _weights.Weigh(motion, weights);
        for (int target = 0; target < weights.Length; target++)
        {
            if (weights[target] != 0)
            {
                Add(_targets[target].Positions, weights[target], positions);
                Add(_targets[target].Normals, weights[target], normals);
            }
        }
    }

    private static void Add(Vector3[] offsets, double weight, Span<Double3> vertices)
    {
        if (offsets.Length != 0 && offsets.Length != vertices.Length)
        {
            throw new ArgumentException($"A morph target of {offsets.Length} vertices cannot move {vertices.Length}.", nameof(vertices));
        }

        for (int i = 0; i < offsets.Length; i++)
        {
            vertices[i] += Double3.From(offsets[i]) * weight;
        }
    }
}
