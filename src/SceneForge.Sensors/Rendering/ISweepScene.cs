namespace SceneForge.Sensors.Rendering;

/// <summary>
/// A world over an interval of time, for rays that each have an instant of their own. Thread-safe; disposed like an <see cref="IRayScene"/>.
/// </summary>
public interface ISweepScene : IDisposable
{
    /// <summary>Nearest hits of rays on the world as it is when each is shot. The three spans have the same length.</summary>
    /// <param name="timesNs">Within the scene's interval; rays of one or of like times stand best together.</param>
    void Cast(ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits);

    /// <summary>Likewise on one object alone, by its index.</summary>
    void CastObject(int objectIndex, ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits);
}
