using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>Image coordinates that a box may cover: of its part in front of the near plane.</summary>
internal readonly record struct ImageExtent(double UMin, double VMin, double UMax, double VMax)
{
    public static ImageExtent Empty => new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool IsEmpty => !(UMin <= UMax);

    public ImageExtent Include(ImageExtent other) =>
        new(Math.Min(UMin, other.UMin), Math.Min(VMin, other.VMin), Math.Max(UMax, other.UMax), Math.Max(VMax, other.VMax));

    public static ImageExtent Of(Box3 box, CameraModel model, Pose cameraFromBox)
    {
        if (box.IsEmpty)
        {
            return Empty;
        }

        Span<Double3> corners = stackalloc Double3[8];
        for (int i = 0; i < 8; i++)
        {
            corners[i] = cameraFromBox.Apply(box.Corner(i));
        }

        ImageExtent extent = Empty;
        for (int i = 0; i < 8; i++)
        {
            bool inFront = corners[i].Z >= CameraModel.Near;
            if (inFront)
            {
                extent = extent.Include(model.Pinhole(corners[i]));
            }

            for (int axis = 1; axis < 8; axis <<= 1)
            {
                int other = i | axis;
                if (other != i && corners[other].Z >= CameraModel.Near != inFront)
                {
                    extent = extent.Include(model.Pinhole(NearPlane.Cross(corners[i], corners[other])));
                }
            }
        }

        return extent;
    }

    private ImageExtent Include((double U, double V) p) => Include(new ImageExtent(p.U, p.V, p.U, p.V));
}

/// <summary>The plane before which a camera sees nothing.</summary>
internal static class NearPlane
{
    /// <summary>Where the segment from a to b, one of them on each side, meets the plane: the same point whichever end comes first.</summary>
    public static Double3 Cross(Double3 a, Double3 b)
    {
        (Double3 near, Double3 far) = a.Z < b.Z ? (a, b) : (b, a);
        Double3 point = Double3.Lerp(near, far, (CameraModel.Near - near.Z) / (far.Z - near.Z));
        return point with { Z = CameraModel.Near };
    }
}
