using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.World.Geometry;

namespace SceneForge.Quality.Report;

/// <summary>The edges of a 3D box in the image.</summary>
internal static class BoxWireframe
{
    // Corner k: bit 0 front, bit 1 left, bit 2 top. The four edges of the front face come first.
    private static readonly (int A, int B)[] Edges = [(1, 3), (3, 7), (7, 5), (5, 1), (0, 2), (2, 6), (6, 4), (4, 0), (0, 1), (2, 3), (4, 5), (6, 7)];

    /// <summary>Lines (x1, y1, x2, y2) in pixels, cut at the camera's near plane; front face first, so many of them as <paramref name="front"/> says.</summary>
    public static List<(double X1, double Y1, double X2, double Y2)> Lines(ObjectLabel label, CameraModel camera, out int front)
    {
        Span<Double3> corners = stackalloc Double3[8];
        for (int k = 0; k < 8; k++)
        {
            Double3 half = label.Size * 0.5;
            corners[k] = label.CameraFromBox.Apply(new Double3((k & 1) != 0 ? half.X : -half.X, (k & 2) != 0 ? half.Y : -half.Y, (k & 4) != 0 ? half.Z : -half.Z));
        }

        List<(double, double, double, double)> lines = [];
        front = 0;
        for (int i = 0; i < Edges.Length; i++)
        {
            Double3 a = corners[Edges[i].A];
            Double3 b = corners[Edges[i].B];
            if (!Clip(ref a, ref b))
            {
                continue;
            }

            (double x1, double y1) = camera.Project(a);
            (double x2, double y2) = camera.Project(b);
            lines.Add((x1, y1, x2, y2));
            front += i < 4 ? 1 : 0;
        }

        return lines;
    }

    private static bool Clip(ref Double3 a, ref Double3 b)
    {
        const double near = CameraModel.Near;
        if (a.Z < near && b.Z < near)
        {
            return false;
        }

        if (a.Z < near)
        {
            a = Double3.Lerp(a, b, (near - a.Z) / (b.Z - a.Z));
        }
        else if (b.Z < near)
        {
            b = Double3.Lerp(b, a, (near - b.Z) / (a.Z - b.Z));
        }

        return true;
    }
}
