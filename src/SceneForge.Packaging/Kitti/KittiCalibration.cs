using System.Globalization;
using System.Text;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Kitti;

/// <summary>A calib file: P0 to P3 (3x4, all of the one camera), R0_rect (3x3), Tr_velo_to_cam and Tr_imu_to_velo (3x4), row by row.</summary>
internal static class KittiCalibration
{
    public static string Write(CameraModel camera, Pose cameraFromLidar, Pose lidarFromVehicle)
    {
        StringBuilder text = new();
        for (int i = 0; i < 4; i++)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"P{i}"), [camera.Fx, 0, camera.Cx, 0, 0, camera.Fy, camera.Cy, 0, 0, 0, 1, 0]);
        }

        Line(text, "R0_rect", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
        Line(text, "Tr_velo_to_cam", Rows(cameraFromLidar));
        Line(text, "Tr_imu_to_velo", Rows(lidarFromVehicle));
        return text.Append('\n').ToString();
    }

    private static double[] Rows(Pose pose)
    {
        Double3 x = pose.ApplyDirection(Double3.UnitX);
        Double3 y = pose.ApplyDirection(Double3.UnitY);
        Double3 z = pose.ApplyDirection(Double3.UnitZ);
        Double3 t = pose.Translation;
        return [x.X, y.X, z.X, t.X, x.Y, y.Y, z.Y, t.Y, x.Z, y.Z, z.Z, t.Z];
    }

    // Adding 0 takes the sign from a negative zero.
    private static void Line(StringBuilder text, string name, double[] values) =>
        text.Append(name).Append(": ").AppendJoin(' ', values.Select(v => (v + 0.0).ToString(CultureInfo.InvariantCulture))).Append('\n');
}
