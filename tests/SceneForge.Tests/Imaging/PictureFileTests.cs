using System.Buffers.Binary;
using System.Text;
using SceneForge.Base.Input;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Pictures;
using SceneForge.Frames.Png;
using Xunit;

namespace SceneForge.Tests.Imaging;

/// <summary>The one door for pictures lets whole files through and turns every other one away by name.</summary>
public sealed class PictureFileTests : IDisposable
{
    private const string Name = "CAM/000001.rgb.png";

    private readonly string _folder = Directory.CreateTempSubdirectory("pictures").FullName;

    [Fact]
    public void A_flipped_bit_anywhere_in_a_PNG_is_found()
    {
        byte[] file = Png(60, 40);
        int tried = 0;
        for (int i = 0; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= (byte)(1 << i % 8);
            AssertRefused(damaged);
            tried++;
        }

        Assert.InRange(tried, 2000, int.MaxValue);
    }

    [Fact]
    public void A_PNG_that_was_cut_off_anywhere_or_continues_behind_its_end_is_refused()
    {
        byte[] file = Png(60, 40);
        for (int length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length]);
        }

        // Without the twelve bytes of IEND all pixels are there, and yet nobody knows that.
        Assert.Contains("end is missing", AssertRefused(file[..^12]), StringComparison.Ordinal);
        Assert.Contains("follow its end", AssertRefused([.. file, 0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_WebP_picture_is_read_whole_or_not_at_all(bool lossless)
    {
        byte[] rgba = [.. Enumerable.Range(0, 40 * 30).SelectMany(i => new byte[] { (byte)(6 * (i % 40)), (byte)(8 * (i / 40)), 90, 255 })];
        byte[] file;
        using (SixLabors.ImageSharp.Image<SixLabors.ImageSharp.PixelFormats.Rgba32> image =
            SixLabors.ImageSharp.Image.LoadPixelData<SixLabors.ImageSharp.PixelFormats.Rgba32>(rgba, 40, 30))
        using (MemoryStream stream = new())
        {
            image.Save(stream, new SixLabors.ImageSharp.Formats.Webp.WebpEncoder
            {
                FileFormat = lossless
                    ? SixLabors.ImageSharp.Formats.Webp.WebpFileFormatType.Lossless
                    : SixLabors.ImageSharp.Formats.Webp.WebpFileFormatType.Lossy,
                Quality = 95,
            });
            file = stream.ToArray();
        }

        byte[] read = PictureFile.ReadRgba8(file, "leaf.webp", out int width, out int height);
        Assert.Equal((40, 30), (width, height));
        Assert.InRange(read.Zip(rgba, (a, b) => Math.Abs(a - b)).Max(), 0, lossless ? 0 : 40);
        for (int length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length]);
        }

        Assert.Contains("follow its end", AssertRefused([.. file, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_that_was_cut_off_anywhere_or_continues_behind_its_end_is_refused()
    {
        byte[] file = JpegPicture.Encode(TestPictures.Bytes(64, 48, 3, 25), 64, 48, 80);
        Assert.Equal(64 * 48 * 3, PictureFile.ReadRgb8(file, Name, out int width, out int height).Length);
        Assert.Equal((64, 48), (width, height));
        for (int length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length]);
        }

        Assert.Contains("end is missing", AssertRefused(file[..(file.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("follow its end", AssertRefused([.. file, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_JPEG_ends_in_pixels_or_in_an_input_error()
    {
        byte[] file = JpegPicture.Encode(TestPictures.Bytes(48, 48, 3, 25), 48, 48, 80);
        (int tried, int refused) = (0, 0);
        for (int i = 2; i < file.Length; i++)
        {
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] damaged = [.. file];
                damaged[i] ^= flip;
                tried++;
                refused += Record.Exception(() => PictureFile.ReadRgb8(damaged, Name, out _, out _)) switch
                {
                    null => 0,
                    InputException e => Named(e),
                    Exception e => throw e,
                };
            }
        }

        Assert.InRange(tried, 3000, int.MaxValue);
        Assert.InRange(refused, 100, tried);
    }

    [Theory]
    [InlineData(65_536, 1)]
    [InlineData(1, 65_536)]
    [InlineData(16_384, 8_193)]
    [InlineData(0, 5)]
    public void A_size_beyond_the_limits_is_refused_from_the_head(int width, int height)
    {
        // No pixels follow: whoever went on to decode would say something else.
        AssertRefused([.. Start(width, height), .. Chunk("IDAT", new byte[64]), .. Chunk("IEND", [])]);
    }

    [Fact]
    public void Few_bytes_do_not_become_many_pixels()
    {
        // 10,000 x 10,000 RGB are 300 MB, of which deflate packs at most 1,032 into a byte.
        byte[] bomb = [.. Start(10_000, 10_000), .. Chunk("IDAT", new byte[200_000]), .. Chunk("IEND", [])];
        Assert.Contains("cannot hold", AssertRefused(bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_picture_is_refused_by_the_name_of_its_file()
    {
        AssertRefused([]);
        AssertRefused(Encoding.ASCII.GetBytes("no image"));
        AssertRefused([.. "GIF89a"u8, .. new byte[60]]);
        AssertRefused([.. Start(4, 4), .. Chunk("IDAT", new byte[64]), .. Chunk("IEND", [])]);
        string missing = Path.Combine(_folder, "missing.png");
        InputException e = Assert.Throws<InputException>(() => PictureFile.ReadGray16(missing, out _, out _));
        Assert.Equal((missing, "The file is missing."), (e.Errors[0].File, e.Errors[0].Message));
        string text = Path.Combine(_folder, "text.png");
        File.WriteAllText(text, "no image");
        e = Assert.Throws<InputException>(() => PictureFile.ReadRgb16(text, out _, out _));
        Assert.Equal(text, e.Errors[0].File);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Png(int width, int height) => new ChannelEncoder().Rgb(TestPictures.Bytes(width, height, 3, 9), width, height).ToArray();

    private static string AssertRefused(byte[] file)
    {
        InputException e = Assert.Throws<InputException>(() => PictureFile.ReadRgb8(file, Name, out _, out _));
        Named(e);
        return e.Errors[0].Message;
    }

    private static int Named(InputException e)
    {
        Assert.Equal(Name, Assert.Single(e.Errors).File);
        return 1;
    }

    // 8-bit RGB.
    private static byte[] Start(int width, int height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header)];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        byte[] chunk = [0, 0, 0, 0, .. typed, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Append(0, typed));
        return chunk;
    }
}
