using SceneForge.Frames.Encoders;
using SceneForge.Sensors.Labels;

namespace SceneForge.Benchmarks;

/// <summary>Encoding of one 720p frame on one core.</summary>
internal static class EncodeBenchmark
{
    private const int Runs = 15;

    public static void Run()
    {
        (byte[] rgb, Channels channels) = SyntheticStreet.Make();
        ChannelEncoder encoder = new();
        (string Name, Func<ReadOnlyMemory<byte>> Encode)[] encoders =
        [
            ("rgb", () => encoder.Rgb(rgb, channels.Width, channels.Height)),
            ("depth", () => encoder.Depth(channels)),
            ("segment", () => encoder.Segment(channels)),
            ("semantic", () => encoder.Semantic(channels)),
            ("instance", () => encoder.Instance(channels)),
            ("normal", () => encoder.Normal(channels)),
            ("flow", () => encoder.Flow(channels)),
        ];
        double total = 0;
        foreach ((string name, Func<ReadOnlyMemory<byte>> encode) in encoders)
        {
            int bytes = encode().Length;
            double ms = Figure.Milliseconds(Runs, () => encode());
            total += ms;
            Figure.Print($"encode.{name}_png_ms", ms, "ms");
            Figure.Print($"encode.{name}_png_kb", bytes / 1000.0, "kB");
        }

        Figure.Print("encode.all_channels_ms", total, "ms");
    }
}
