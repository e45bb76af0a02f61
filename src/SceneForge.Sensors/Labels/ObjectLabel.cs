using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>Half-open box of pixels [XMin, XMax) x [YMin, YMax).</summary>
public readonly record struct Box2(double XMin, double YMin, double XMax, double YMax);

/// <summary>A thing that a camera sees, or would see if nothing stood before it.</summary>
/// <param name="Visible">Tight box of the visible pixels, or null where none is.</param>
/// <param name="Amodal">Tight box of the object alone at pixel centres, over an image without edges.</param>
/// <param name="VisiblePixels">Pixels of the object in the image.</param>
/// <param name="AmodalPixels">Pixels that the object alone would have within the image.</param>
/// <param name="Occlusion">1 - VisiblePixels / AmodalPixels, in [0, 1]; 1 where AmodalPixels is 0.</param>
/// <param name="Truncation">Share of the object's pixels, were it alone, that lie outside the image, in [0, 1].</param>
/// <param name="CameraFromBox">Pose of the 3D box's centre: x along the length, y along the width to the left, z up.</param>
/// <param name="WorldFromBox">The same in the world.</param>
/// <param name="Size">Length, width, height, metres.</param>
/// <param name="Keypoints">COCO's 17 in its order, for people.</param>
public sealed record ObjectLabel(
    int ObjectId,
    string Name,
    int ClassId,
    Box2? Visible,
    Box2 Amodal,
    int VisiblePixels,
    int AmodalPixels,
    double Occlusion,
    double Truncation,
    Pose CameraFromBox,
    Pose WorldFromBox,
    Double3 Size,
    double Speed,
    ImmutableArray<KeypointLabel> Keypoints)
{
    /// <summary>
    /// Tight box of the pixels that the object alone would have within the image; null in labels that were stored before they had it.
    /// </summary>
    public Box2? AmodalInImage { get; init; }
}

/// <summary>A keypoint in the image.</summary>
/// <param name="Visibility">COCO's: 0 outside the image or behind the camera, 1 hidden, 2 visible.</param>
public readonly record struct KeypointLabel(string Name, double U, double V, int Visibility, Double3 InCamera);
