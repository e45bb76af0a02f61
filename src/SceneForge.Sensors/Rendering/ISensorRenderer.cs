namespace SceneForge.Sensors.Rendering;

/// <summary>Takes pictures of a world.</summary>
public interface ISensorRenderer : IDisposable
{
    /// <summary>What renders, for people: <c>OpenGL 4.5, llvmpipe (LLVM 15.0.6, 256 bits)</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Queues a picture; several may be under way at once.
    /// Safe to call from any thread. The same shot gives the same bytes.
    /// </summary>
    Task<Observation> RenderAsync(CameraShot shot, CancellationToken cancellation);
}
