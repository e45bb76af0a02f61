using SceneForge.Frames.Encoders;
using SceneForge.Sensors.Labels;

namespace SceneForge.Benchmarks;

/// <summary>Encoding of every channel of a frame on one core; each figure is the mean over frames of the best of several runs.</summary>
internal static class EncodeBenchmark
{
    private const int Frames = 4;
    private const int Runs = 15;

    /// <param name="specFile">The scenario whose frames are encoded.</param>
    public static void Run(string specFile)
    {
        List<(byte[] Rgb, Channels Channels)> frames = StreetFrames.Render(specFile, Frames);
        ChannelEncoder encoder = new();
        (string Name, Func<byte[], Channels, ReadOnlyMemory<byte>> Encode)[] channels =
        [
            ("rgb", (rgb, c) => encoder.Rgb(rgb, c.Width, c.Height)),
            ("depth", (_, c) => encoder.Depth(c)),
            ("segment", (_, c) => encoder.Segment(c)),
            ("semantic", (_, c) => encoder.Semantic(c)),
            ("instance", (_, c) => encoder.Instance(c)),
            ("normal", (_, c) => encoder.Normal(c)),
            ("flow", (_, c) => encoder.Flow(c)),
        ];
        double total = 0;
        double totalBytes = 0;
        foreach ((string name, Func<byte[], Channels, ReadOnlyMemory<byte>> encode) in channels)
        {
            double ms = frames.Average(f => Figure.Milliseconds(Runs, () => encode(f.Rgb, f.Channels)));
            double bytes = frames.Average(f => encode(f.Rgb, f.Channels).Length);
            total += ms;
            totalBytes += bytes;
            Figure.Print($"encode.{name}_png_ms", ms, "ms");
            Figure.Print($"encode.{name}_png_size", bytes / 1000, "kB");
        }

        Figure.Print("encode.all_channels_ms", total, "ms");
        Figure.Print("encode.all_channels_size", totalBytes / 1000, "kB");
        PrintSizeRatio(frames, encoder);
    }

    private static void PrintSizeRatio(List<(byte[] Rgb, Channels Channels)> frames, ChannelEncoder encoder)
    {
        long ours = 0;
        long theirs = 0;
        foreach ((byte[] rgb, Channels c) in frames)
        {
            if (LibpngSize.Of(rgb, c.Width, c.Height) is not { } size)
            {
                return;
            }

            theirs += size;
            ours += encoder.Rgb(rgb, c.Width, c.Height).Length;
        }

        Figure.Print("encode.rgb_png_size_vs_libpng", (double)ours / theirs, "ratio");
    }
}
