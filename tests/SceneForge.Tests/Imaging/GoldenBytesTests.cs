using System.Security.Cryptography;
using SceneForge.Frames.Encoders;
using SceneForge.Tests.Frames;
using Xunit;

namespace SceneForge.Tests.Imaging;

/// <summary>
/// Encoded bytes are the same on every machine, with and without vector instructions (DOTNET_EnableHWIntrinsic=0): they are held
/// to hashes. A change of the encoder on purpose changes these constants too.
/// </summary>
public sealed class GoldenBytesTests
{
    [Fact]
    public void Png_files_are_the_same_bytes_everywhere()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ChannelEncoder encoder = new();
        int files = 0;
        void Add(ReadOnlyMemory<byte> file)
        {
            hash.AppendData(file.Span);
            files++;
        }

        foreach (int noise in (int[])[0, 5, 255])
        {
            Add(encoder.Rgb(TestPictures.Bytes(321, 203, 3, noise), 321, 203));
            Add(encoder.Palette(TestPictures.Bytes(321, 203, 1, noise), 321, 203, SceneForge.Frames.Png.PngContent.Ids,
                [.. Enumerable.Range(0, 768).Select(i => (byte)i)], default));
        }

        for (int frame = 0; frame < 2; frame++)
        {
            var channels = SampleFrames.Frame(0, frame).Channels;
            Add(encoder.Depth(channels));
            Add(encoder.Segment(channels));
            Add(encoder.Semantic(channels));
            Add(encoder.Instance(channels));
            Add(encoder.Normal(channels));
            Add(encoder.Flow(channels));
        }

        Assert.Equal(18, files);
        Assert.Equal("24d67061b347496921a397c3c1f6d69096765164", Convert.ToHexStringLower(hash.GetHashAndReset())[..40]);
    }
}
