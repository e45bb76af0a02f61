using Microsoft.Playwright;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Inspection;
using SceneForge.ReviewTests.Support;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Frames;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.ReviewTests;

/// <summary>report.html as a browser shows it from a file, without a server.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReportBrowserTests : IDisposable
{
    // Vehicle frame; the LiDAR stands at (1, 0, 1.8), the vehicle at the origin in frame 0.
    private static readonly (double X, double Y, double Z) Place = (14, 4, 2);

    private readonly Browser _browser;
    private readonly string _root = Directory.CreateTempSubdirectory("report").FullName;

    public ReportBrowserTests(Browser browser)
    {
        _browser = browser;
        SampleFrames.WriteDataset(_root, frame => [.. Patch(frame == 0 ? PointCause.Rain : PointCause.Snow), InPicture]);
        new DatasetInspector(DatasetReader.Open(_root)).Run(CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [ChromiumFact]
    public async Task The_sweep_is_drawn_where_its_points_are_in_the_colours_of_the_legend()
    {
        ReviewPage page = await _browser.OpenAsync(Address("on=points&by=cause"));
        await WaitForSweep(page, 0);
        (float x, float y) = await Expected(page);
        using Image<Rgba32> view = await Screenshot(page, "#cloud");
        Rgba32 rain = new(0x56, 0xb4, 0xe9);
        AssertColor(rain, view[(int)x, (int)y]);

        // The patch is half a metre wide at some 40 m, about 13 pixels; beside it lies the ground of the view.
        Assert.True(view[(int)x + 25, (int)y].G < 40 && view[(int)x, (int)y - 25].G < 40);
        int drawn = Enumerable.Range(0, view.Width * view.Height).Count(i => Distance(rain, view[i % view.Width, i / view.Width]) < 24);
        Assert.InRange(drawn, 60, 400);
        Assert.Contains("rain", await page.Text("#cloudLegend"), StringComparison.Ordinal);

        // The next frame's points are snow, by key.
        await page.Press("ArrowRight");
        await WaitForSweep(page, 1);
        using Image<Rgba32> next = await Screenshot(page, "#cloud");
        AssertColor(new Rgba32(255, 255, 255), next[(int)x, (int)y]);
        page.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Turning_and_colouring_move_and_paint_the_points()
    {
        ReviewPage page = await _browser.OpenAsync(Address("on=&by=cause"), scheme: ColorScheme.Dark);
        await WaitForSweep(page, 0);
        (float x, float y) = await Expected(page);
        LocatorBoundingBoxResult box = (await page.Page.Locator("#cloud").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + 300, box.Y + 200);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + 360, box.Y + 180, new MouseMoveOptions { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        (float turnedX, float turnedY) = await Expected(page);
        Assert.True(Math.Abs(turnedX - x) + Math.Abs(turnedY - y) > 12);
        using (Image<Rgba32> view = await Screenshot(page, "#cloud"))
        {
            AssertColor(new Rgba32(0x56, 0xb4, 0xe9), view[(int)turnedX, (int)turnedY]);
        }

        // Class 7's own colour is a light grey, and lines and points keep it.
        await page.Page.ClickAsync("#colorings [data-name=class]");
        using (Image<Rgba32> view = await Screenshot(page, "#cloud"))
        {
            Rgba32 pixel = view[(int)turnedX, (int)turnedY];
            Assert.True(Distance(new Rgba32(0x56, 0xb4, 0xe9), pixel) > 60 && pixel.R > 60, pixel.ToString());
        }

        await page.Press("l");
        Assert.False(await page.Page.Locator("#cloud").IsVisibleAsync());
        page.AssertQuiet();
    }

    [ChromiumFact]
    public async Task A_point_stands_over_the_picture_where_it_projects()
    {
        ReviewPage page = await _browser.OpenAsync(Address("on=points&by=cause"));
        await WaitForSweep(page, 0);
        LocatorBoundingBoxResult image = (await page.Page.Locator("#rgb").BoundingBoxAsync())!;
        using Image<Rgba32> shot = await Screenshot(page, "#rgb");

        // 1.6 m along x from the world's origin, 0.1 m from the sample's camera at a depth of 1.8 m + 0.5 m - 1/3 m.
        double u = 24 + 40.5 * 0.1 / (1.8 + 0.5 - 1.0 / 3);
        double scale = image.Width / SampleFrames.Width;
        AssertColor(new Rgba32(0x8f, 0x9a, 0xa5), shot[(int)(u * scale), (int)(16 * scale)]);
        page.AssertQuiet();
    }

    private static LidarPoint InPicture => Point(0.6f, 0, 0.5f, PointCause.Surface);

    private static IEnumerable<LidarPoint> Patch(PointCause cause) => Enumerable.Range(0, 21 * 21).Select(i =>
        Point((float)(Place.X - 1), (float)(Place.Y + (i % 21 - 10) * 0.025), (float)(Place.Z - 1.8 + (i / 21 - 10) * 0.025), cause));

    private static LidarPoint Point(float x, float y, float z, PointCause cause) => new()
    {
        X = x, Y = y, Z = z, Intensity = 0.2f, TimeOffsetNs = 0, Ring = 0, Segment = 1, Instance = 0, Class = 7, Return = 1, Cause = cause,
    };

    private Uri Address(string options) => new($"file://{_root}/report.html#v=0&f=0&sweep=1&{options}");

    private static async Task WaitForSweep(ReviewPage page, int frame) =>
        await page.Page.WaitForFunctionAsync("name => document.documentElement.dataset.sweep?.endsWith(name)", $"{frame:D6}.sweep.js");

    // A pinhole at the view's eye, written without the page's matrices.
    private static async Task<(float X, float Y)> Expected(ReviewPage page)
    {
        double[] o = await page.Page.EvaluateAsync<double[]>("() => [...orbit.target, orbit.yaw, orbit.pitch, orbit.distance, orbit.angle]");
        LocatorBoundingBoxResult box = (await page.Page.Locator("#cloud").BoundingBoxAsync())!;
        (double yaw, double pitch, double distance) = (o[3], o[4], o[5]);
        double ahead = (Place.X - o[0]) * Math.Cos(yaw) + (Place.Y - o[1]) * Math.Sin(yaw);
        double right = (Place.X - o[0]) * Math.Sin(yaw) - (Place.Y - o[1]) * Math.Cos(yaw);
        double depth = ahead * Math.Cos(pitch) + (Place.Z - o[2]) * Math.Sin(pitch) + distance;
        double up = (Place.Z - o[2]) * Math.Cos(pitch) - ahead * Math.Sin(pitch);
        double focal = box.Height / 2 / Math.Tan(o[6] * Math.PI / 360);
        return ((float)(box.Width / 2 + focal * right / depth), (float)(box.Height / 2 - focal * up / depth));
    }

    private static async Task<Image<Rgba32>> Screenshot(ReviewPage page, string selector)
    {
        // Two turns of the page: the drawing of the last change is then on the screen.
        await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return Image.Load<Rgba32>(await page.Page.Locator(selector).ScreenshotAsync());
    }

    private static int Distance(Rgba32 a, Rgba32 b) => Math.Abs(a.R - b.R) + Math.Abs(a.G - b.G) + Math.Abs(a.B - b.B);

    private static void AssertColor(Rgba32 expected, Rgba32 actual) =>
        Assert.True(Distance(expected, actual) < 12, $"expected {expected}, found {actual}");
}
