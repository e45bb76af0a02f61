using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Sensors.Cameras;
using SceneForge.World.Geometry;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// A camera as clip rows over points relative to it with world axes. Image row 0 is clip y = -1, so that the buffers come out top row first.
/// </summary>
internal readonly record struct View(Row ClipX, Row ClipY, Row ClipW)
{
    public static View Of(CameraModel camera, Pose worldFromCamera)
    {
        Affine cameraFromRelative = Affine.From(new Pose(Double3.Zero, worldFromCamera.Rotation.Inverse()));
        double w = camera.Width;
        double h = camera.Height;
        return new View(
            cameraFromRelative.Compose(new Row(2 * camera.Fx / w, 0, 2 * camera.Cx / w - 1, 0)),
            cameraFromRelative.Compose(new Row(0, 2 * camera.Fy / h, 2 * camera.Cy / h - 1, 0)),
            cameraFromRelative.Compose(new Row(0, 0, 1, 0)));
    }
}
