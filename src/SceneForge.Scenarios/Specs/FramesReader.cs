using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads how many frames are taken, and when.</summary>
internal static class FramesReader
{
    private const int MostFrames = 1_000_000;

    /// <returns>The timing, and the number of frames, which is the same in every variation.</returns>
    public static (Drawn<FrameTiming> Timing, int Count) Read(JsonNode node, double duration, SpecReading reading)
    {
        int count = node.Get("count").AsInteger(1, MostFrames);
        double rate = node.Get("rate").AsNumber(0.001, 10_000);
        string? name = null;
        Drawn<double> offset = _ => 0;
        if (node.Find("start") is { } start)
        {
            name = start.Find("event") is { } eventNode ? reading.Event(eventNode) : null;
            offset = reading.Values.Number(start.Find("offset"), name is null ? 0 : -duration, duration, absent: 0);
            start.Finish();
        }

        node.Finish();
        return (count - 1) / rate <= duration
            ? (draw => new FrameTiming(count, 1 / rate, name, offset(draw)), count)
            : throw node.Fail("The frames last longer than the scenario.", "Raise \"duration\" or \"rate\", or lower \"count\".");
    }
}
