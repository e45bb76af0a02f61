using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SceneForge.Review.References;
using SceneForge.ReviewTests.Support;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.ReviewTests;

/// <summary>Real pictures beside simulated ones.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReferenceTests : IDisposable
{
    private readonly Browser _browser;
    private readonly string _root = Directory.CreateTempSubdirectory("sceneforge-reference-").FullName;
    private readonly string _folder;

    public ReferenceTests(Browser browser)
    {
        _browser = browser;
        _folder = Path.Combine(_root, "real");
        Directory.CreateDirectory(Path.Combine(_folder, "street"));
        Save(Path.Combine(_folder, "a dark.png"), 20);
        Save(Path.Combine(_folder, "street", "<b>bright<b>.jpg"), 230);
        Save(Path.Combine(_folder, "middle.jpeg"), 120);
    }

    [Fact]
    public async Task Pictures_are_served_by_number_and_what_is_no_picture_or_leads_out_is_not()
    {
        Save(Path.Combine(_root, "secret.png"), 1);
        File.CreateSymbolicLink(Path.Combine(_folder, "link.png"), Path.Combine(_root, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "out"), _root);
        File.WriteAllText(Path.Combine(_folder, "script.png"), "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");
        File.WriteAllBytes(Path.Combine(_folder, "bomb.png"), Bomb());
        File.WriteAllBytes(Path.Combine(_folder, "cut.jpg"), File.ReadAllBytes(Path.Combine(_folder, "middle.jpeg"))[..30]);
        using (FileStream large = File.Create(Path.Combine(_folder, "large.png")))
        {
            large.Write(File.ReadAllBytes(Path.Combine(_folder, "a dark.png")));
            large.SetLength(ReferencePictures.MostBytes + 1);
        }

        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(1), references: _folder);
        ReviewClient anna = desk.Anna;
        JsonNode list = await anna.GetJsonAsync("/api/references");
        Assert.Equal(["a dark.png", "middle.jpeg", "<b>bright<b>.jpg"], list["pictures"]!.AsArray().Select(p => (string)p!["name"]!));
        Assert.Equal(4, (int)list["left_out"]!);
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage answer = await anna.Http.GetAsync($"/api/references/{i}");
            Assert.Equal(i == 0 ? "image/png" : "image/jpeg", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }

        string[] attacks = ["3", "-1", "99999999999", "../secret.png", "..%2Fsecret.png", "link.png", "out/secret.png", "0%00", "0/../1",
            "%2e%2e/%2e%2e/etc/passwd", "a%20dark.png"];
        foreach (string attack in attacks)
        {
            using HttpResponseMessage answer = await anna.Http.GetAsync($"/api/references/{attack}");
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest
                || answer.RequestMessage!.RequestUri!.AbsolutePath == "/api/references/1", $"{attack}: {answer.StatusCode}");
        }

        using ReviewClient nobody = ReviewClient.Anonymous(desk.Host.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Http.GetAsync("/api/references/0")).StatusCode);

        // What becomes a link, or another kind of file, after the start is sent no more.
        File.Delete(Path.Combine(_folder, "a dark.png"));
        File.CreateSymbolicLink(Path.Combine(_folder, "a dark.png"), Path.Combine(_root, "secret.png"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Http.GetAsync("/api/references/0")).StatusCode);
        Directory.Move(Path.Combine(_folder, "street"), Path.Combine(_root, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "street"), Path.Combine(_root, "elsewhere"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Http.GetAsync("/api/references/2")).StatusCode);
        File.WriteAllText(Path.Combine(_folder, "middle.jpeg"), "<script>alert(1)</script>");
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Http.GetAsync("/api/references/1")).StatusCode);
        Assert.Equal(11, attacks.Length);
    }

    [Fact]
    public void Brightness_is_the_mean_luma()
    {
        ReferencePictures references = new(_folder);
        references.Measure(default);
        double[] expected = [20 / 255.0, 120 / 255.0, 230 / 255.0];
        Assert.Equal(3, references.All.Count);
        // JPEG rounds in its colour space: half a level.
        Assert.All(references.All.Zip(expected), p => Assert.Equal(p.Second, p.First.Brightness!.Value, 0.5 / 255));
    }

    [Fact]
    public void A_folder_without_pictures_is_refused()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName;
        Assert.Throws<SceneForge.Base.Input.InputException>(() => new ReferencePictures(empty));
        Assert.Throws<SceneForge.Base.Input.InputException>(() => new ReferencePictures(Path.Combine(_root, "nowhere")));
    }

    [BrowserFact]
    public async Task The_real_picture_that_is_most_alike_in_brightness_stands_beside_the_frame()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(_browser, new(1), references: _folder);
        string[] order = OrderFor(desk.Data);
        ReviewPage page = desk.Page;
        await page.Page.WaitForFunctionAsync("() => fetch('/api/references').then(r => r.json()).then(l => l.pictures.every(p => p.brightness !== "
            + "null))");
        await page.Press("Shift+R");
        foreach (string name in order)
        {
            await page.Page.WaitForFunctionAsync("name => document.documentElement.dataset.reference === name", name);
            await page.Page.WaitForFunctionAsync("() => { const c = document.querySelector('.reference canvas'); return c.width > 0 && "
                + "c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data[3] === 255; }");
            await page.Press("Shift+ArrowRight");
        }

        // Kept while frames change; brightness leads again without.
        await page.Press("Shift+ArrowRight");
        await page.Press("Shift+K");
        string frame = page.Frame;
        await page.Press("ArrowDown");
        await page.WaitPast(frame);
        await page.Page.WaitForFunctionAsync("name => document.documentElement.dataset.reference === name", order[1]);
        await page.Press("Shift+R");
        await Assertions.Expect(page.Page.Locator(".reference")).ToBeHiddenAsync();
        page.AssertQuiet();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // By the brightness of the first frame in view, from its own file.
    private static string[] OrderFor(SampleDataset data)
    {
        byte[] rgb = SceneForge.Frames.Storage.ChannelFiles.ReadRgb(Path.Combine(data.Folder, "sequences", "000000", "CAM_FRONT", "000000.rgb.png"),
            out _, out _);
        double brightness = rgb.Chunk(3).Average(p => 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]);
        (string Name, int Level)[] pictures = [("a dark.png", 20), ("middle.jpeg", 120), ("<b>bright<b>.jpg", 230)];
        return [.. pictures.OrderBy(p => Math.Abs(p.Level - brightness)).Select(p => p.Name)];
    }

    // A grey picture.
    private static void Save(string path, byte level)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Enumerable.Repeat(level, 3 * 64 * 40).ToArray(), 64, 40);
        if (path.EndsWith(".png", StringComparison.Ordinal))
        {
            image.SaveAsPng(path);
        }
        else
        {
            image.SaveAsJpeg(path);
        }
    }

    // The head of a picture that claims to be 100,000 pixels wide and high.
    private static byte[] Bomb() => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 1, 0x86, 0xA0, 0, 1,
        0x86, 0xA0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
}
