namespace SceneForge.Sensors.Labels;

/// <summary>
/// The exact channels of a picture, resolved in 64-bit arithmetic from its visibility: same code for every renderer, so same bytes.
/// Arrays hold one entry a pixel, row by row from the top left.
/// </summary>
public sealed record Channels
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Distance along the optical axis, metres; +infinity for the sky.</summary>
    public required float[] Depth { get; init; }

    /// <summary>Segment id, 0 for the sky.</summary>
    public required ushort[] Segment { get; init; }

    /// <summary>Class id of the segment, 0 for the sky.</summary>
    public required byte[] Semantic { get; init; }

    /// <summary>Object id where the object's class is a thing, else 0.</summary>
    public required ushort[] Instance { get; init; }

    /// <summary>Unit normal of the triangle in the camera frame, turned towards the camera; 3 floats a pixel, null vector for the sky.</summary>
    public required float[] Normal { get; init; }

    /// <summary>
    /// Forward flow in pixels, 2 floats a pixel: where the same surface point lies at the next frame's time, minus here; NaN where there is none
    /// (sky, behind the next camera, or no next frame).
    /// </summary>
    public required float[] Flow { get; init; }
}
