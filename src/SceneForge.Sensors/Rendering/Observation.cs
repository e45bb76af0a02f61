namespace SceneForge.Sensors.Rendering;

/// <summary>What a renderer returns: the picture and what each pixel sees.</summary>
/// <param name="Rgb">8-bit sRGB, 3 bytes a pixel, row by row from the top left.</param>
public sealed record Observation(CameraShot Shot, byte[] Rgb, Visibility Visibility);
