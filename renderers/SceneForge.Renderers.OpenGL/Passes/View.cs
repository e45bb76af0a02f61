using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// A camera as clip rows over points relative to it with world axes. Image row 0 is clip y = -1, so that the buffers come out top row first.
/// </summary>
internal readonly record struct View(Row ClipX, Row ClipY, Row ClipW)
{
    /// <summary>Samples at the centres of pixels, or of equal parts of pixels.</summary>
    public static View Of(CameraModel camera, Pose worldFromCamera) => Of(camera, worldFromCamera, 0);

    /// <summary>A sample every half pixel, from edge to edge of the image: 2 Width + 1 columns and 2 Height + 1 rows.</summary>
    public static View OfHalfPixels(CameraModel camera, Pose worldFromCamera) => Of(camera, worldFromCamera, 0.25);

    // The image with a margin on each side, in pixels: sample k of the grid lies at the middle of its k-th part.
    private static View Of(CameraModel camera, Pose worldFromCamera, double margin)
    {
        Affine cameraFromRelative = Affine.From(new Pose(Double3.Zero, worldFromCamera.Rotation.Inverse()));
        double w = camera.Width + 2 * margin;
        double h = camera.Height + 2 * margin;
        return new View(
            cameraFromRelative.Compose(new Row(2 * camera.Fx / w, 0, 2 * (camera.Cx + margin) / w - 1, 0)),
            cameraFromRelative.Compose(new Row(0, 2 * camera.Fy / h, 2 * (camera.Cy + margin) / h - 1, 0)),
            cameraFromRelative.Compose(new Row(0, 0, 1, 0)));
    }
}
