using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Rendering;
using SceneForge.Quality.Recasting;

namespace SceneForge.Production.Recasting;

/// <summary>
/// Simulates a dataset's sequences anew and casts rays into them: with the ray caster where pictures were rasterized, and with the
/// plain double-precision caster, which shares no code with it, where they were cast, as sweeps always are.
/// </summary>
public sealed class Recaster(DatasetOrigin origin, IRenderers renderers) : IRecaster
{
    public string Description => origin.IsRasterized ? "ray caster for rasterized pixels, reference caster for the rest" : "reference caster";

    public IRecastWorld Open(SequenceReader sequence) => new RecastWorld(origin.World(sequence), camera =>
        origin.IsRasterized && camera.CanBeRasterized ? renderers.Caster : renderers.Reference, renderers.Reference);
}
