using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Report;

/// <summary>The edges of a 3D box in the image.</summary>
internal static class BoxWireframe
{
    // Corner k: bit 0 front, bit 1 left, bit 2 top. The four edges of the front face come first.
    private static readonly (int A, int B)[] Edges = [(1, 3), (3, 7), (7, 5), (5, 1), (0, 2), (2, 6), (6, 4), (4, 0), (0, 1), (2, 3), (4, 5), (6, 7)];

    // A lens bends edges; so many straight pieces look as the curve does.
    private const int Pieces = 12;

    /// <summary>
    /// Lines (x1, y1, x2, y2) in pixels of what lies before the camera, bent edges in pieces; front face first, so many of them as
    /// <paramref name="front"/> says.
    /// </summary>
    public static List<(double X1, double Y1, double X2, double Y2)> Lines(ObjectLabel label, CameraModel camera, out int front)
    {
        Span<Double3> corners = stackalloc Double3[8];
        for (int k = 0; k < 8; k++)
        {
            Double3 half = label.Size * 0.5;
            corners[k] = label.CameraFromBox.Apply(new Double3((k & 1) != 0 ? half.X : -half.X, (k & 2) != 0 ? half.Y : -half.Y,
                (k & 4) != 0 ? half.Z : -half.Z));
        }

        List<(double, double, double, double)> lines = [];
        front = 0;
        for (int i = 0; i < Edges.Length; i++)
        {
            AddEdge(lines, camera, corners[Edges[i].A], corners[Edges[i].B]);
            front = i < 4 ? lines.Count : front;
        }

        return lines;
    }

    private static void AddEdge(List<(double, double, double, double)> lines, CameraModel camera, Double3 a, Double3 b)
    {
        if (camera.RaysHaveUnitDepth && !Clip(ref a, ref b))
        {
            return;
        }

        int pieces = camera.Lens is null ? 1 : Pieces;
        for (int i = 0; i < pieces; i++)
        {
            if (camera.TryProject(Double3.Lerp(a, b, (double)i / pieces), out double x1, out double y1)
                && camera.TryProject(Double3.Lerp(a, b, (i + 1.0) / pieces), out double x2, out double y2))
            {
                lines.Add((x1, y1, x2, y2));
            }
        }
    }

    private static bool Clip(ref Double3 a, ref Double3 b)
    {
        // A hair beyond the plane, so that rounding does not put the end before it.
        const double near = CameraModel.Near * (1 + 1e-9);
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
