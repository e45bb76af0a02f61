using System.Runtime.InteropServices;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Png;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace SceneForge.Tests.Imaging;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(31, 2)]
    [InlineData(33, 40)]
    [InlineData(257, 129)]
    [InlineData(1280, 90)]
    public void Writer_and_decoder_agree_on_every_layout(int width, int height)
    {
        PngWriter writer = new();
        int compared = 0;
        foreach (int noise in (int[])[0, 3, 255])
        {
            compared += RoundTrip<L8>(writer, PngLayout.Gray8, width, height, noise);
            compared += RoundTrip<L16>(writer, PngLayout.Gray16, width, height, noise);
            compared += RoundTrip<Rgb24>(writer, PngLayout.Rgb8, width, height, noise);
            compared += RoundTrip<Rgb48>(writer, PngLayout.Rgb16, width, height, noise);
        }

        Assert.Equal(24, compared);
    }

    [Fact]
    public void One_writer_forgets_earlier_wider_pictures()
    {
        PngWriter used = new();
        RoundTrip<Rgb24>(used, PngLayout.Rgb8, 400, 20, 255);
        byte[] pixels = TestPictures.Bytes(37, 11, 3, 20);
        ByteRows rows = new(pixels, 37 * 3);
        byte[] first = used.Encode(37, 11, PngLayout.Rgb8, PngContent.Smooth, ref rows).ToArray();
        byte[] second = new PngWriter().Encode(37, 11, PngLayout.Rgb8, PngContent.Smooth, ref rows).ToArray();
        Assert.Equal(second, first);
    }

    [Fact]
    public void A_large_flat_picture_and_pure_noise_survive()
    {
        PngWriter writer = new();
        byte[] flat = new byte[2000 * 1000];
        ByteRows flatRows = new(flat, 2000);
        ReadOnlyMemory<byte> small = writer.Encode(2000, 1000, PngLayout.Gray8, PngContent.Ids, ref flatRows);
        Assert.InRange(small.Length, 100, 6000);
        Assert.Equal(flat, Pixels(Image.Load<L8>(small.Span)));
        byte[] noise = new byte[300 * 300 * 3];
        new Random(5).NextBytes(noise);
        ByteRows noiseRows = new(noise, 900);
        Assert.Equal(noise, Pixels(Image.Load<Rgb24>(writer.Encode(300, 300, PngLayout.Rgb8, PngContent.Smooth, ref noiseRows).Span)));
    }

    [Fact]
    public void Palette_keeps_colours_and_opacity()
    {
        byte[] indices = [0, 1, 2, 2, 1, 0];
        ReadOnlyMemory<byte> file = new ChannelEncoder().Palette(indices, 3, 2, PngContent.Ids, [1, 2, 3, 40, 50, 60, 7, 8, 9], [0, 128]);
        using Image<Rgba32> image = Image.Load<Rgba32>(file.Span);
        Assert.Equal(new Rgba32(1, 2, 3, 0), image[0, 0]);
        Assert.Equal(new Rgba32(40, 50, 60, 128), image[1, 1]);
        Assert.Equal(new Rgba32(7, 8, 9, 255), image[2, 0]);
    }

    [Fact]
    public void Checksums_equal_their_reference_at_every_length()
    {
        byte[] data = TestPictures.Bytes(700, 1, 1, 255);
        for (int length = 0; length <= data.Length; length++)
        {
            ReadOnlySpan<byte> part = data.AsSpan(0, length);
            Assert.Equal(Crc32.AppendReference(0, part), Crc32.Append(0, part));
            (uint s1, uint s2) = (1, 0);
            foreach (byte b in part)
            {
                s1 = (s1 + b) % 65521;
                s2 = (s2 + s1) % 65521;
            }

            Assert.Equal((s2 << 16) | s1, Adler32.Append(1, part));
        }

        // The check value of the CRC catalogue.
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
        byte[] worst = new byte[100_000];
        worst.AsSpan().Fill(255);
        Assert.Equal(Adler32.Append(Adler32.Append(1, worst.AsSpan(0, 31)), worst.AsSpan(31)), Adler32.Append(1, worst));
    }

    [Fact]
    public void Pillow_reads_what_we_write_and_we_read_what_it_writes()
    {
        if (!Peer.HasPillow)
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("png").FullName;
        try
        {
            byte[] rgb = TestPictures.Bytes(123, 77, 3, 9);
            byte[] gray = TestPictures.Bytes(123, 77, 2, 9);
            ByteRows rgbRows = new(rgb, 369);
            UInt16Rows grayRows = new(MemoryMarshal.Cast<byte, ushort>(gray).ToArray(), 123);
            PngWriter writer = new();
            File.WriteAllBytes(Path.Combine(folder, "rgb.png"), writer.Encode(123, 77, PngLayout.Rgb8, PngContent.Smooth, ref rgbRows).Span);
            File.WriteAllBytes(Path.Combine(folder, "gray.png"), writer.Encode(123, 77, PngLayout.Gray16, PngContent.Smooth, ref grayRows).Span);
            string script = """
                import sys, numpy as np
                from PIL import Image
                d = sys.argv[1] + '/'
                rgb = Image.open(d + 'rgb.png'); rgb.load()
                open(d + 'rgb.raw', 'wb').write(rgb.tobytes())
                open(d + 'gray.raw', 'wb').write(np.array(Image.open(d + 'gray.png')).astype('<u2').tobytes())
                rgb.save(d + 'theirs_rgb.png')
                rgb.convert('L').save(d + 'theirs_l.png')
                rgb.quantize(13).save(d + 'theirs_p.png')
                rgb.convert('1').save(d + 'theirs_1.png')
                rgb.quantize(13).convert('RGB').save(d + 'quantized.png')
                rgb.convert('RGBA').save(d + 'theirs_rgba.png')
                rgb.convert('LA').save(d + 'theirs_la.png')
                print('ok')
                """;
            Assert.Equal("ok\n", Peer.Run(script, folder));
            Assert.Equal(rgb, File.ReadAllBytes(Path.Combine(folder, "rgb.raw")));
            Assert.Equal(gray, File.ReadAllBytes(Path.Combine(folder, "gray.raw")));
            Assert.Equal(rgb, Pixels(Image.Load<Rgb24>(Path.Combine(folder, "theirs_rgb.png"))));
            Assert.Equal(rgb, Pixels(Image.Load<Rgb24>(Path.Combine(folder, "theirs_rgba.png"))));
            Assert.Equal(Pixels(Image.Load<Rgb24>(Path.Combine(folder, "quantized.png"))),
                Pixels(Image.Load<Rgb24>(Path.Combine(folder, "theirs_p.png"))));
            byte[] theirGray = Pixels(Image.Load<L8>(Path.Combine(folder, "theirs_l.png")));
            Assert.Equal(theirGray, Pixels(Image.Load<Rgb24>(Path.Combine(folder, "theirs_la.png"))).Where((_, i) => i % 3 == 0));
            Assert.Equal(2, Pixels(Image.Load<L8>(Path.Combine(folder, "theirs_1.png"))).Distinct().Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static byte[] Pixels<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        byte[] pixels = new byte[image.Width * image.Height * Marshal.SizeOf<TPixel>()];
        image.CopyPixelDataTo(pixels);
        image.Dispose();
        return pixels;
    }

    private static int RoundTrip<TPixel>(PngWriter writer, PngLayout layout, int width, int height, int noise)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        byte[] pixels = TestPictures.Bytes(width, height, layout.PixelBytes, noise);
        int count = 0;
        foreach (PngContent content in Enum.GetValues<PngContent>())
        {
            ReadOnlyMemory<byte> file;
            if (layout.BitDepth == 16)
            {
                UInt16Rows rows = new(MemoryMarshal.Cast<byte, ushort>(pixels).ToArray(), width * layout.PixelBytes / 2);
                file = writer.Encode(width, height, layout, content, ref rows);
            }
            else
            {
                ByteRows rows = new(pixels, width * layout.PixelBytes);
                file = writer.Encode(width, height, layout, content, ref rows);
            }

            Assert.Equal(pixels, Pixels(Image.Load<TPixel>(file.Span)));
            count++;
        }

        return count;
    }
}
