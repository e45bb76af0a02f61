using System.Globalization;
using SceneForge.Packaging.Pictures;
using SceneForge.Base.Numerics;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Kitti;

/// <summary>
/// A line of a label_2 file (KITTI object development kit, readme.txt): type, truncated 0..1, occluded 0..3, alpha, box left top right bottom,
/// height width length, bottom centre x y z in the camera frame, rotation_y. Lengths in metres, angles in radians, boxes in pixels with half-open
/// edges as everywhere in a dataset.
/// </summary>
internal readonly record struct KittiObject(string Type, double Truncated, int Occluded, double Alpha, Box2 Box, Double3 Size, Double3 Bottom,
    double RotationY)
{
    /// <summary>Type of regions that readers leave out of account.</summary>
    public const string DontCare = "DontCare";

    /// <summary>An object of a class that KITTI has.</summary>
    public static KittiObject Of(ObjectLabel label, string type, int width, int height)
    {
        Double3 bottom = label.CameraFromBox.Apply(new Double3(0, 0, -label.Size.Z / 2));
        Double3 forward = label.CameraFromBox.ApplyDirection(Double3.UnitX);
        double rotation = -StrictMath.Atan2(forward.Z, forward.X);
        double alpha = Wrap(rotation - StrictMath.Atan2(bottom.X, bottom.Z));
        return new KittiObject(type, label.Truncation, OcclusionLevel(label), alpha, ImageBox.Of(label, width, height), label.Size, bottom,
            rotation);
    }

    /// <summary>The region of an object of a class that KITTI does not have.</summary>
    public static KittiObject Region(Box2 visible) =>
        new(DontCare, -1, -1, -10, visible, new Double3(-1, -1, -1), new Double3(-1000, -1000, -1000), -10);

    /// <summary>0 fully visible (up to a tenth hidden), 1 partly (up to half), 2 largely occluded, 3 unknown: no pixel shows.</summary>
    public static int OcclusionLevel(ObjectLabel label) => label.VisiblePixels == 0 ? 3 : label.Occlusion <= 0.1 ? 0 : label.Occlusion <= 0.5 ? 1 : 2;

    /// <summary>The line, with the shortest numbers that give the same 64-bit values back.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Type} {Truncated} {Occluded} {Alpha} {Box.XMin} {Box.YMin} {Box.XMax} {Box.YMax} {Size.Z} {Size.Y} {Size.X} {Bottom.X} {Bottom.Y} "
            + $"{Bottom.Z} {RotationY}");

    private static double Wrap(double angle) => angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
}
