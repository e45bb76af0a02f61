using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>The nearest hits of a packet's rays so far; instance and triangle of <see cref="None"/> before any.</summary>
internal struct PacketHits(Vector512<float> maxT)
{
    public const int None = int.MaxValue;

    public Vector512<float> T = maxT;
    public Vector512<int> Instance = Vector512.Create(None);
    public Vector512<int> Triangle = Vector512.Create(None);

    /// <summary>Ends all other rays before they begin.</summary>
    public void Mask(uint lanes) => T = Vector512.ConditionalSelect(RayBundle.LaneMask(lanes)
        .AsSingle(), T, Vector512.Create(float.NegativeInfinity));

    /// <summary>Gives all other rays back what they had.</summary>
    public void Restore(uint lanes, in PacketHits others) => T = Vector512.ConditionalSelect(RayBundle.LaneMask(lanes).AsSingle(), T, others.T);
}
