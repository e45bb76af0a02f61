using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Xunit;

namespace SceneForge.Tests.Imaging;

public sealed class JpegTests
{
    [Theory]
    [InlineData(JpegEncodingColor.YCbCrRatio444, 64, 48)]
    [InlineData(JpegEncodingColor.YCbCrRatio444, 61, 43)]
    [InlineData(JpegEncodingColor.YCbCrRatio420, 64, 48)]
    [InlineData(JpegEncodingColor.YCbCrRatio420, 61, 43)]
    [InlineData(JpegEncodingColor.YCbCrRatio420, 1, 1)]
    [InlineData(JpegEncodingColor.Luminance, 50, 9)]
    public void Smooth_pictures_come_back_nearly_whole(JpegEncodingColor color, int width, int height)
    {
        using Image<Rgb24> image = Smooth(width, height, gray: color == JpegEncodingColor.Luminance);
        byte[] file = Encode(image, 98, color);
        using Image<Rgb24> back = Image.Load<Rgb24>(file);

        // Quality 98 quantises by at most 4 and the colour transform rounds twice; 4:2:0 averages a gradient of 4 a pixel.
        Assert.InRange(MeanError(image, back), 0, color == JpegEncodingColor.YCbCrRatio420 ? 2.0 : 1.0);
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
            using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(TestPictures.Bytes(150, 101, 3, 25), 150, 101);
            image.SaveAsPng(Path.Combine(folder, "source.png"));
            File.WriteAllBytes(Path.Combine(folder, "ours444.jpg"), Encode(image, 90, JpegEncodingColor.YCbCrRatio444));
            File.WriteAllBytes(Path.Combine(folder, "ours420.jpg"), Encode(image, 90, JpegEncodingColor.YCbCrRatio420));
            string script = """
                import sys
                from PIL import Image
                d = sys.argv[1] + '/'
                s = Image.open(d + 'source.png')
                for n in ('ours444', 'ours420'):
                    Image.open(d + n + '.jpg').save(d + n + '.png')
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
            string[] names = ["ours444", "ours420", "base444", "prog444", "prog422", "base420", "opt444", "gray", "rst444"];
            foreach (string name in names)
            {
                using Image<Rgb24> ours = Image.Load<Rgb24>(Path.Combine(folder, name + ".jpg"));
                using Image<Rgb24> theirs = Image.Load<Rgb24>(Path.Combine(folder, name + ".png"));

                // Two integer inverse transforms differ by a rounding; Pillow also smooths reduced chroma, we repeat it.
                Assert.InRange(MeanError(ours, theirs), 0, name.EndsWith("444", StringComparison.Ordinal) || name == "gray" ? 0.25 : 12);
            }

            long ourSize = new FileInfo(Path.Combine(folder, "ours444.jpg")).Length;
            long theirSize = new FileInfo(Path.Combine(folder, "base444.jpg")).Length;
            Assert.InRange((double)ourSize / theirSize, 0.97, 1.03);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Damaged_files_end_in_pixels_or_in_a_documented_exception()
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(TestPictures.Bytes(64, 64, 3, 25), 64, 64);
        byte[] file = Encode(image, 80, JpegEncodingColor.YCbCrRatio420);
        int tried = 0;
        int refused = 0;
        for (int i = 2; i < file.Length; i++)
        {
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] damaged = [.. file];
                damaged[i] ^= flip;
                tried++;
                try
                {
                    Image.Load<Rgb24>(damaged).Dispose();
                }
                catch (Exception e) when (e is ImageFormatException or NotSupportedException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(tried, 3000, int.MaxValue);
        Assert.InRange(refused, 100, tried);
        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(file.AsSpan(0, file.Length / 2)));
    }

    [Fact]
    public void Resize_keeps_flat_colour_and_the_mean()
    {
        using Image<Rgb24> image = Smooth(160, 120, gray: false);
        double mean = PngTests.Pixels(Image.LoadPixelData<Rgb24>(Bytes(image), 160, 120)).Average(b => b);
        image.Mutate(x => x.Resize(40, 30));
        Assert.Equal((40, 30), (image.Width, image.Height));

        // Rounding to bytes: half a step at most, on average none.
        Assert.Equal(mean, Bytes(image).Average(b => b), 0.3);
    }

    private static Image<Rgb24> Smooth(int width, int height, bool gray)
    {
        Image<Rgb24> image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte v = (byte)(40 + 2 * x / 2 + y);
                image[x, y] = gray ? new Rgb24(v, v, v) : new Rgb24(v, (byte)(200 - x), (byte)(90 + y));
            }
        }

        return image;
    }

    private static byte[] Encode(Image image, int quality, JpegEncodingColor color)
    {
        using MemoryStream stream = new();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = quality, ColorType = color });
        return stream.ToArray();
    }

    private static byte[] Bytes(Image<Rgb24> image)
    {
        byte[] bytes = new byte[image.Width * image.Height * 3];
        image.CopyPixelDataTo(bytes);
        return bytes;
    }

    private static double MeanError(Image<Rgb24> a, Image<Rgb24> b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        return Bytes(a).Zip(Bytes(b), (x, y) => Math.Abs(x - y)).Average();
    }
}
