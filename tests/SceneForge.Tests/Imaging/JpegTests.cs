using SceneForge.Frames.Encoders;
using SceneForge.Frames.Pictures;
using Xunit;

namespace SceneForge.Tests.Imaging;

public sealed class JpegTests
{
    private const string Name = "picture.jpg";

    [Theory]
    [InlineData(64, 48)]
    [InlineData(61, 43)]
    [InlineData(1, 1)]
    public void Smooth_pictures_come_back_nearly_whole(int width, int height)
    {
        byte[] rgb = Smooth(width, height);
        byte[] back = PictureFile.ReadRgb8(JpegPicture.Encode(rgb, width, height, 98), Name, out int readWidth, out int readHeight);
        Assert.Equal((width, height), (readWidth, readHeight));

        // Quality 98 quantises by at most 4, and the colour transform rounds twice.
        Assert.InRange(MeanError(rgb, back), 0, 1);
    }

    [Fact]
    public void Pillow_and_we_decode_each_others_files_alike()
    {
        if (!Peer.HasPillow)
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("jpeg").FullName;
        try
        {
            byte[] rgb = TestPictures.Bytes(150, 101, 3, 25);
            File.WriteAllBytes(Path.Combine(folder, "source.png"), new ChannelEncoder().Rgb(rgb, 150, 101).Span);
            File.WriteAllBytes(Path.Combine(folder, "ours444.jpg"), JpegPicture.Encode(rgb, 150, 101, 90));
            string script = """
                import sys
                from PIL import Image
                d = sys.argv[1] + '/'
                s = Image.open(d + 'source.png')
                Image.open(d + 'ours444.jpg').save(d + 'ours444.png')
                def both(n, im, **k):
                    im.save(d + n + '.jpg', quality=90, **k); Image.open(d + n + '.jpg').convert('RGB').save(d + n + '.png')
                both('base444', s, subsampling=0)
                both('prog444', s, subsampling=0, progressive=True)
                both('prog422', s, subsampling=1, progressive=True)
                both('base420', s, subsampling=2)
                both('opt444', s, subsampling=0, optimize=True)
                both('gray', s.convert('L'))
                both('rst444', s, subsampling=0, restart_marker_blocks=3)
                print('ok')
                """;
            Assert.Equal("ok\n", Peer.Run(script, folder));
            string[] names = ["ours444", "base444", "prog444", "prog422", "base420", "opt444", "gray", "rst444"];
            foreach (string name in names)
            {
                byte[] ours = PictureFile.ReadRgb8(Path.Combine(folder, name + ".jpg"), out _, out _);
                byte[] theirs = PictureFile.ReadRgb8(Path.Combine(folder, name + ".png"), out _, out _);

                // Two inverse transforms differ by a rounding; Pillow also smooths reduced chroma, we repeat it.
                Assert.InRange(MeanError(ours, theirs), 0, name.EndsWith("444", StringComparison.Ordinal) || name == "gray" ? 0.5 : 12);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_scaled_picture_keeps_its_mean_and_its_sides_ratio()
    {
        byte[] rgb = Smooth(160, 120);
        byte[] small = PictureFile.ReadRgb8(JpegPicture.EncodeScaled(rgb, 160, 120, 30, 98), Name, out int width, out int height);
        Assert.Equal((40, 30), (width, height));

        // Rounding to bytes, by the scaler and by the encoder: half a step each at most, on average none.
        Assert.Equal(rgb.Average(b => b), small.Average(b => b), 0.5);
    }

    private static byte[] Smooth(int width, int height) =>
        [.. Enumerable.Range(0, width * height)
            .SelectMany(p => (byte[])[(byte)(40 + p % width + p / width), (byte)(200 - p % width), (byte)(90 + p / width)])];

    private static double MeanError(byte[] a, byte[] b)
    {
        Assert.Equal(a.Length, b.Length);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }
}
