using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Pictures;

/// <summary>Boxes in an image.</summary>
internal static class ImageBox
{
    /// <summary>
    /// The box of an object alone within the image. Labels that lack it have that of the visible pixels where nothing hides the object, and else
    /// what lies in the image of the whole box, which reaches too far where the object is truncated.
    /// </summary>
    public static Box2 Of(ObjectLabel label, int width, int height) => label.AmodalInImage
        ?? (label.Visible is { } visible && label.VisiblePixels == label.AmodalPixels ? visible : Clip(label.Amodal, width, height));

    /// <summary>As much of a box as lies in the image.</summary>
    public static Box2 Clip(Box2 box, int width, int height) =>
        new(Math.Clamp(box.XMin, 0, width), Math.Clamp(box.YMin, 0, height), Math.Clamp(box.XMax, 0, width), Math.Clamp(box.YMax, 0, height));
}
