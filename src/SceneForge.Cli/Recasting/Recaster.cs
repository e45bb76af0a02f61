using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Recasting;
using SceneForge.Renderers.RayTracing.Reference;

namespace SceneForge.Cli.Recasting;

/// <summary>
/// Simulates a dataset's sequences anew and casts rays into them: with the ray caster where pictures were rasterized, and with the
/// plain double-precision caster, which shares no code with it, where they were cast, as sweeps always are.
/// </summary>
internal sealed class Recaster(DatasetOrigin origin) : IRecaster
{
    private readonly ReferenceCaster _reference = new();

    public string Description => origin.IsRasterized ? "ray caster for rasterized pixels, reference caster for the rest" : "reference caster";

    public IRecastWorld Open(SequenceReader sequence) =>
        new RecastWorld(origin.World(sequence), origin.Expansion.Rig, camera =>
            origin.IsRasterized && camera.CanBeRasterized ? origin.Expansion.Caster : _reference, _reference);
}
