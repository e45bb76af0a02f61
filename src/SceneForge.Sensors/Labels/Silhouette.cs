using System.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// The pixels whose centres see an object that stands alone through a pinhole, over a canvas of one image size more on every side. Triangles are
/// cut at the near plane and filled by rows in 64-bit arithmetic; an edge that two triangles share crosses a row at one place,
/// so neither gaps nor doubt remain. An object beyond the canvas (only what is very near or runs along the image plane) is cut there.
/// </summary>
public static class Silhouette
{
    /// <summary>The object's mask, or null where it lies wholly outside the canvas or behind the camera.</summary>
    public static PixelMask? Of(WorldSnapshot snapshot, int objectIndex, CameraModel model, Pose cameraFromWorld)
    {
        WorldTimeline timeline = snapshot.Timeline;
        int first = timeline.FirstInstance(objectIndex);
        int count = timeline.Objects[objectIndex].Model.Nodes.Length;
        Pose[] cameraFromMesh = new Pose[count];
        ImageExtent extent = ImageExtent.Empty;
        for (int i = 0; i < count; i++)
        {
            cameraFromMesh[i] = cameraFromWorld * snapshot.WorldFromInstance[first + i];
            extent = extent.Include(ImageExtent.Of(snapshot.MeshOf(first + i).Bounds, model, cameraFromMesh[i]));
        }

        // Two pixels around: the mask also takes in what another renderer's rounding puts just outside the outline.
        int x0 = ToPixel(Math.Floor(extent.UMin) - 2, -model.Width, 2 * model.Width);
        int x1 = ToPixel(Math.Ceiling(extent.UMax) + 2, -model.Width, 2 * model.Width);
        int y0 = ToPixel(Math.Floor(extent.VMin) - 2, -model.Height, 2 * model.Height);
        int y1 = ToPixel(Math.Ceiling(extent.VMax) + 2, -model.Height, 2 * model.Height);
        if (extent.IsEmpty || x0 >= x1 || y0 >= y1)
        {
            return null;
        }

        PixelMask mask = new(x0, y0, x1, y1);
        for (int i = 0; i < count; i++)
        {
            Fill(mask, snapshot.MeshOf(first + i), model, new RigidMap(cameraFromMesh[i]));
        }

        return mask;
    }

    private static void Fill(PixelMask mask, Mesh mesh, CameraModel model, RigidMap cameraFromMesh)
    {
        Vector3[] positions = mesh.Positions;
        Double3[] inCamera = new Double3[positions.Length];
        (double U, double V)[] inImage = new (double, double)[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            inCamera[i] = cameraFromMesh.Apply(Double3.From(positions[i]));
            inImage[i] = model.Pinhole(inCamera[i]);
        }

        int[] indices = mesh.Indices;
        for (int i = 0; i < indices.Length; i += 3)
        {
            int a = indices[i];
            int b = indices[i + 1];
            int c = indices[i + 2];
            if (inCamera[a].Z >= CameraModel.Near && inCamera[b].Z >= CameraModel.Near && inCamera[c].Z >= CameraModel.Near)
            {
                FillTriangle(mask, inImage[a], inImage[b], inImage[c]);
            }
            else
            {
                FillClipped(mask, model, inCamera[a], inCamera[b], inCamera[c]);
            }
        }
    }

    /// <summary>Cuts at the near plane (Sutherland and Hodgman 1974) and fills what is in front of it.</summary>
    private static void FillClipped(PixelMask mask, CameraModel model, Double3 a, Double3 b, Double3 c)
    {
        ReadOnlySpan<Double3> corners = [a, b, c];
        Span<(double U, double V)> kept = stackalloc (double, double)[4];
        int count = 0;
        for (int i = 0; i < 3; i++)
        {
            Double3 here = corners[i];
            Double3 there = corners[(i + 1) % 3];
            if (here.Z >= CameraModel.Near)
            {
                kept[count++] = model.Pinhole(here);
            }

            if (here.Z >= CameraModel.Near != there.Z >= CameraModel.Near)
            {
                kept[count++] = model.Pinhole(NearPlane.Cross(here, there));
            }
        }

        for (int i = 2; i < count; i++)
        {
            FillTriangle(mask, kept[0], kept[i - 1], kept[i]);
        }
    }

    private static void FillTriangle(PixelMask mask, (double U, double V) a, (double U, double V) b, (double U, double V) c)
    {
        double top = Math.Min(a.V, Math.Min(b.V, c.V));
        double bottom = Math.Max(a.V, Math.Max(b.V, c.V));
        int first = FirstCentre(top, mask.Y0, mask.Y1);
        int end = FirstCentre(bottom, mask.Y0, mask.Y1);
        for (int y = first; y < end; y++)
        {
            double centre = y + 0.5;
            double left = double.PositiveInfinity;
            double right = double.NegativeInfinity;
            Crossing(a, b, centre, ref left, ref right);
            Crossing(b, c, centre, ref left, ref right);
            Crossing(c, a, centre, ref left, ref right);
            if (left < right)
            {
                mask.SetSpan(y, FirstCentre(left, mask.X0, mask.X1), FirstCentre(right, mask.X0, mask.X1));
            }
        }
    }

    private static void Crossing((double U, double V) a, (double U, double V) b, double v, ref double left, ref double right)
    {
        if (a.V <= v == b.V <= v)
        {
            return;
        }

        // From the upper end down, whichever way the triangle runs: both triangles of an edge get the same crossing.
        (double U, double V) upper = a.V < b.V ? a : b;
        (double U, double V) lower = a.V < b.V ? b : a;
        double u = upper.U + (v - upper.V) * (lower.U - upper.U) / (lower.V - upper.V);
        left = Math.Min(left, u);
        right = Math.Max(right, u);
    }

    /// <summary>Index of the first pixel whose centre is at or after a coordinate, held in [low, high].</summary>
    private static int FirstCentre(double coordinate, int low, int high) => ToPixel(Math.Ceiling(coordinate - 0.5), low, high);

    private static int ToPixel(double value, int low, int high) => value <= low ? low : value >= high ? high : (int)value;
}
