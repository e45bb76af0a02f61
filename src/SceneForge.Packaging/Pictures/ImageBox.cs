using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Pictures;

/// <summary>Boxes in an image.</summary>
internal static class ImageBox
{
    /// <summary>As much of a box as lies in the image.</summary>
    public static Box2 Clip(Box2 box, int width, int height) =>
        new(Math.Clamp(box.XMin, 0, width), Math.Clamp(box.YMin, 0, height), Math.Clamp(box.XMax, 0, width), Math.Clamp(box.YMax, 0, height));
}
