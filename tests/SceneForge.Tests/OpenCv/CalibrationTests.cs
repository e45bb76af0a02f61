using System.Collections.Immutable;
using OpenCvSharp;
using SceneForge.Base.Geometry;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.OpenCv;

/// <summary>
/// Whoever calibrates our cameras as real ones are calibrated, from pictures of a chessboard, gets the rig's intrinsics back. OpenCV counts pixels
/// from the first one's centre, we from its corner.
/// </summary>
public sealed class CalibrationTests
{
    private const int Columns = 12;
    private const int Rows = 9;
    private const double Side = 0.07;
    private const int Width = 640;
    private const int Height = 480;

    // What a thousand corners leave of a tenth of a pixel each.
    private const double FocalTolerance = 0.003;
    private const double CenterTolerance = 0.5;

    private static readonly Material Black = TestWorlds.Paint("black", 0.03f, 0.03f, 0.03f);
    private static readonly Material White = TestWorlds.Paint("white", 0.7f, 0.7f, 0.7f);

    private static readonly Size Inner = new(Columns - 1, Rows - 1);

    private static readonly Lens Barrel = new BrownConradyLens(-0.2, 0.04, 0, 0, 0);

    private static readonly Lens Decentred = new BrownConradyLens(-0.2, 0.04, 0.001, -0.0015, 0);

    public static TheoryData<string> Pinholes => ["straight", "barrel"];

    [OpenCvTheory]
    [MemberData(nameof(Pinholes))]
    public async Task A_pinholes_chessboards_give_its_intrinsics_back(string lens)
    {
        CameraModel model = new(Width, Height, 480, 484, 326, 236) { Lens = lens == "barrel" ? Barrel : null };
        List<Point2f[]> seen = await Corners(model, 1.05, 0.2);
        double[,] matrix = new double[3, 3];
        double[] bends = new double[5];
        Cv2.CalibrateCamera(seen.Select(_ => (IEnumerable<Point3f>)Board()), seen, new Size(Width, Height), matrix, bends, out _, out _,
            CalibrationFlags.FixK3 | CalibrationFlags.ZeroTangentDist);
        AssertIntrinsics(model, matrix[0, 0], matrix[1, 1], matrix[0, 2], matrix[1, 2]);

        // The second radial coefficient matters only where the picture ends.
        double[] expected = lens == "barrel" ? [-0.2, 0.04] : [0, 0];
        double[] tolerances = [0.01, 0.04];
        Assert.All(expected.Zip(bends, tolerances), e => Assert.Equal(e.First, e.Second, e.Third));
    }

    [OpenCvFact]
    public async Task A_fisheyes_chessboards_give_its_intrinsics_back()
    {
        CameraModel model = new(Width, Height, 240, 242, 325, 237) { Lens = new KannalaBrandtLens(-0.02, 0.003, -0.001, 0.0001) };
        List<Point2f[]> seen = await Corners(model, 0.62, 0.2);
        Mat[] board = [.. seen.Select(_ => Mat.FromArray(Board()))];
        Mat[] found = [.. seen.Select(Mat.FromArray)];
        using Mat matrix = new(3, 3, MatType.CV_64FC1, Scalar.All(0));
        using Mat bends = new(4, 1, MatType.CV_64FC1, Scalar.All(0));
        Cv2.FishEye.Calibrate(board, found, new Size(Width, Height), matrix, bends, out _, out _,
            FishEyeCalibrationFlags.RecomputeExtrinsic | FishEyeCalibrationFlags.FixSkew);
        AssertIntrinsics(model, matrix.At<double>(0, 0), matrix.At<double>(1, 1), matrix.At<double>(0, 2), matrix.At<double>(1, 2));
        Array.ForEach([.. board, .. found], m => m.Dispose());
    }

    [OpenCvFact]
    public void Every_lens_projects_as_OpenCV_does()
    {
        // Such pictures do not tell tangential coefficients from a shift of the principal point, nor the six radial ones of the rational model
        // apart; their formulas are compared here.
        Lens?[] lenses = [null, Barrel, Decentred, new BrownConradyLens(0.1, -0.05, 0.001, -0.0015, 0.002, 0.3, 0.02, 0.001),
            new KannalaBrandtLens(-0.02, 0.003, -0.001, 0.0001)];
        int compared = 0;
        foreach (Lens? lens in lenses)
        {
            CameraModel model = new(Width, Height, 300, 303, 204, 147) { Lens = lens };
            Point3f[] points = [.. Enumerable.Range(0, 400)
                .Select(i => new Point3f(i % 20 / 10f - 0.95f, i / 20 / 10f - 0.95f, 1.5f + i % 7 / 4f))];
            Point2f[] theirs = Project(model, points);
            for (int i = 0; i < points.Length; i++)
            {
                (double u, double v) = model.Project(new Double3(points[i].X, points[i].Y, points[i].Z));

                // OpenCV returns single precision: half a unit of the last of 24 bits at 512 pixels, and its own rounding on the way.
                Assert.Equal(u - 0.5, theirs[i].X, 1e-4);
                Assert.Equal(v - 0.5, theirs[i].Y, 1e-4);
                compared++;
            }
        }

        Assert.Equal(2000, compared);
    }

    private static Point2f[] Project(CameraModel model, Point3f[] points)
    {
        double[,] matrix = { { model.Fx, 0, model.Cx - 0.5 }, { 0, model.Fy, model.Cy - 0.5 }, { 0, 0, 1 } };
        double[] bends = [.. model.Lens?.Coefficients.Select(c => c.Value) ?? [0, 0, 0, 0, 0]];
        if (model.Lens is not KannalaBrandtLens)
        {
            Cv2.ProjectPoints(points, [0, 0, 0], [0, 0, 0], matrix, bends, out Point2f[] projected, out _);
            return projected;
        }

        using Mat objectPoints = Mat.FromArray(points);
        using Mat still = new(3, 1, MatType.CV_64FC1, Scalar.All(0));
        using Mat camera = Mat.FromArray(matrix);
        using Mat coefficients = Mat.FromArray(bends);
        using Mat image = new();
        Cv2.FishEye.ProjectPoints(objectPoints, image, still, still, camera, coefficients);
        image.GetArray(out Point2f[] places);
        return places;
    }

    private static void AssertIntrinsics(CameraModel model, double fx, double fy, double cx, double cy)
    {
        Assert.InRange(fx / model.Fx, 1 - FocalTolerance, 1 + FocalTolerance);
        Assert.InRange(fy / model.Fy, 1 - FocalTolerance, 1 + FocalTolerance);
        Assert.Equal(model.Cx, cx + 0.5, CenterTolerance);
        Assert.Equal(model.Cy, cy + 0.5, CenterTolerance);
    }

    /// <summary>Corners in sixteen pictures of the board, one list a picture in which it was found.</summary>
    /// <param name="distance">Of the board, metres.</param>
    /// <param name="aside">How far from the axis it is held, metres.</param>
    private static async Task<List<Point2f[]>> Corners(CameraModel model, double distance, double aside)
    {
        using RayCamera camera = new(new RayCaster(), jobs: 2);
        Model board = Chessboard();
        CameraSensor sensor = new("CAM", model, Pose.Identity, null, 2);
        List<Point2f[]> seen = [];
        List<(double X, double Y)> errors = [];
        for (int i = 0; i < 16; i++)
        {
            // Held before each corner of the picture and tilted to each side in turn.
            Double3 place = new(distance * (1 + i % 3 * 0.12), aside * (i % 4 < 2 ? -1 : 1) * (i % 12 < 8 ? 1 : 0.3),
                aside * 0.6 * (i % 2 == 0 ? -1 : 1) * (i % 12 < 8 ? 1 : 0.3));
            Rotation tilt = Rotation.FromYawPitchRoll(0.8 * Math.Cos(i * 2.4), 0.8 * Math.Sin(i * 2.4), 0.15 * (i % 3 - 1));
            Pose pose = new(place + new Double3(0, 0, 3), tilt);
            WorldTimeline world = TestWorlds.World(new WorldObject(1, "board", board, Track.Still(pose)));
            Observation picture = await camera.RenderAsync(new CameraShot(world, sensor, TestWorlds.LookAlongX(0, 0, 3), 0, -1), default);
            using Mat color = Mat.FromPixelData(Height, Width, MatType.CV_8UC3, picture.Rgb);
            using Mat grey = new();
            Cv2.CvtColor(color, grey, ColorConversionCodes.RGB2GRAY);
            if (Cv2.FindChessboardCorners(grey, Inner, out Point2f[] corners))
            {
                seen.Add(Cv2.CornerSubPix(grey, corners, new Size(5, 5), new Size(-1, -1),
                    new TermCriteria(CriteriaTypes.Eps | CriteriaTypes.MaxIter, 60, 1e-4)));
                errors.AddRange(Errors(seen[^1], model, TestWorlds.LookAlongX(0, 0, 3).Inverse() * pose));
            }
        }

        // Where the board is seen at too small an angle OpenCV finds none.
        Assert.InRange(seen.Count, 12, 16);

        // The noise of a corner is 0.1 pixels, of four samples a pixel; the mean of all has a twentieth of that and less.
        Assert.InRange(errors.Average(e => e.X), -0.02, 0.02);
        Assert.InRange(errors.Average(e => e.Y), -0.02, 0.02);
        return seen;
    }

    // From where each corner projects, pixels.
    private static IEnumerable<(double X, double Y)> Errors(Point2f[] corners, CameraModel model, Pose cameraFromBoard)
    {
        (double U, double V)[] truth = [.. Enumerable.Range(0, Inner.Width * Inner.Height).Select(i => model.Project(cameraFromBoard.Apply(
            new Double3(0, (i % Inner.Width + 1 - Columns / 2.0) * Side, (i / Inner.Width + 1 - Rows / 2.0) * Side))))];
        foreach (Point2f corner in corners)
        {
            (double x, double y) = (corner.X + 0.5, corner.Y + 0.5);
            (double u, double v) = truth.MinBy(t => (t.U - x) * (t.U - x) + (t.V - y) * (t.V - y));
            yield return (x - u, y - v);
        }
    }

    private static Point3f[] Board() => [.. Enumerable.Range(0, Inner.Width * Inner.Height)
        .Select(i => new Point3f((float)(i % Inner.Width * Side), (float)(i / Inner.Width * Side), 0))];

    // In the plane x = 0, seen from where x is negative, with a white margin of a square's side.
    private static Model Chessboard()
    {
        MeshBuilder mesh = new();
        for (int row = -1; row <= Rows; row++)
        {
            for (int column = -1; column <= Columns; column++)
            {
                bool isBlack = row >= 0 && row < Rows && column >= 0 && column < Columns && (row + column) % 2 == 0;
                mesh.Part(isBlack ? "black" : "white", isBlack ? Black : White);
                (double y, double z) = ((column - Columns / 2.0) * Side, (row - Rows / 2.0) * Side);
                mesh.Quad(new(0, y, z), new(0, y, z + Side), new(0, y + Side, z + Side), new(0, y + Side, z));
            }
        }

        return new Model { Name = "board", Class = "ball", Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
    }
}
