using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Rigs;

/// <summary>Reads a camera of a rig.</summary>
internal static class CameraReader
{
    private const int MaxSide = 16384;

    // A second for a picture of a thousand rows: slower than any sensor.
    private const double MaxRowMicroseconds = 1000;

    // Beyond any calibrated lens; keeps the formulas finite.
    private const double MaxCoefficient = 1e4;

    /// <summary>The optical frame (x right, y down, z forward) of a camera that looks along the vehicle's x axis.</summary>
    private static readonly Rotation MountFromCamera = Rotation.FromAxes(-Double3.UnitY, -Double3.UnitZ, Double3.UnitX);

    public static CameraSensor Read(JsonNode node, string name)
    {
        CameraModel model = Model(node);
        Pose mount = node.Find("mount") is { } place ? RigReader.Mount(place) : Pose.Identity;
        double? exposure = node.Find("exposure_value") is { } ev && ev.Token.Type != JTokenType.Null ? ev.AsNumber(-10, 25) : null;
        int supersampling = node.Find("supersampling")?.AsInteger(1, 2) ?? 1;
        double rowTime = node.Find("row_time")?.AsNumber(0, MaxRowMicroseconds) ?? 0;
        node.Finish();
        return new CameraSensor(name, model, mount * new Pose(Double3.Zero, MountFromCamera), exposure, supersampling)
        {
            Shutter = new Shutter((long)Math.Round(rowTime * 1000)),
        };
    }

    private static CameraModel Model(JsonNode node)
    {
        int width = node.Get("width").AsInteger(1, MaxSide);
        int height = node.Get("height").AsInteger(1, MaxSide);
        Lens? lens = node.Find("lens") is { } glass ? ReadLens(glass) : null;
        JsonNode? fov = node.Find("horizontal_fov");
        JsonNode? focal = node.Find("fx");
        if (fov is not null && focal is not null)
        {
            throw focal.Fail("The focal length is given twice, as \"fx\" and by \"horizontal_fov\".", "Remove one of them.");
        }

        if (fov is null && focal is null)
        {
            throw node.Fail("The camera has no focal length.", "Add \"horizontal_fov\" (degrees) or \"fx\" (pixels).");
        }

        double fx = focal is not null ? Focal(focal) : width / 2.0 / HalfWidth(fov!, lens);
        double fy = node.Find("fy") is { } vertical ? Focal(vertical) : fx;
        double cx = node.Find("cx")?.AsNumber(-MaxSide, 2 * MaxSide) ?? width / 2.0;
        double cy = node.Find("cy")?.AsNumber(-MaxSide, 2 * MaxSide) ?? height / 2.0;
        return new CameraModel(width, height, fx, fy, cx, cy) { Lens = lens };
    }

    private static double Focal(JsonNode node) => node.AsNumber(1, 1e6);

    /// <summary>Where a ray at half the field of view, to the right, meets the plane at unit focal length.</summary>
    private static double HalfWidth(JsonNode fov, Lens? lens)
    {
        double half = StrictMath.Radians(fov.AsNumber(1, lens is null or { RaysHaveUnitDepth: true } ? 170 : 359)) / 2;
        if (lens is null)
        {
            return StrictMath.Tan(half);
        }

        return lens.TryProject(new Double3(StrictMath.Sin(half), 0, StrictMath.Cos(half)), out double x, out _) && x > 0
            ? x
            : throw fov.Fail(
                FormattableString.Invariant($"The lens sees no farther than {StrictMath.Degrees(lens.MaxAngle):0.##} degrees from its axis."),
                "Ask for less than twice as much, or check the coefficients.");
    }

    private static Lens ReadLens(JsonNode node)
    {
        string name = node.Get("model").AsChoice([.. Lenses.Names]);
        JsonNode? max = node.Find("max_angle");
        double maxAngle = max is null ? double.PositiveInfinity : StrictMath.Radians(max.AsNumber(1, 180));
        Lens lens = Lenses.Find(name)!.Create(k => node.Find(k)?.AsNumber(-MaxCoefficient, MaxCoefficient) ?? 0, maxAngle);
        node.Finish();
        return lens.MaxAngle >= StrictMath.Radians(1)
            ? lens
            : throw node.Fail("With these coefficients the lens folds the image over itself within a degree of its axis.",
                "Check their order and signs.");
    }
}
