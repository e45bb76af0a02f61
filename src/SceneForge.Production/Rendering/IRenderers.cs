using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Production.Rendering;

/// <summary>The renderers and casters that the program was put together with; production asks for them and knows none by name.</summary>
public interface IRenderers
{
    /// <summary>Casts rays for requirements, labels and LiDARs; keeps its index of every mesh.</summary>
    IRayCaster Caster { get; }

    /// <summary>Casts by a way that shares no code with <see cref="Caster"/>, for comparisons.</summary>
    IRayCaster Reference { get; }

    /// <summary>What makes pictures as a dataset's were made.</summary>
    /// <param name="isRasterized">Whether a rasterizer made them, where a camera allows it; else all were cast.</param>
    /// <param name="cameras">That pictures will be taken with.</param>
    ISensorRenderer Like(bool isRasterized, IReadOnlyList<CameraSensor> cameras);
}
