using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Recasting;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Recasting;

/// <summary>
/// Simulates a dataset's sequences anew and casts rays into them: with the ray caster where pictures were rasterized, and with the
/// plain double-precision caster, which shares no code with it, where they were cast, as sweeps always are.
/// </summary>
internal sealed class Recaster : IRecaster
{
    private readonly DatasetOrigin _origin;
    private readonly IRayCaster _caster;

    public Recaster(DatasetOrigin origin)
    {
        bool rasterized = origin.Dataset.Renderer.StartsWith("OpenGL", StringComparison.Ordinal);
        _origin = origin;
        _caster = rasterized ? origin.Expansion.Caster : new ReferenceCaster();
        Description = rasterized ? "ray caster for pixels, reference caster for beams" : "reference caster";
    }

    public string Description { get; }

    public IRecastWorld Open(SequenceReader sequence) => new RecastWorld(_origin.World(sequence), _origin.Expansion.Rig, _caster, new ReferenceCaster());
}
