using System.Runtime.Intrinsics;
using SceneForge.Base.Random;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Receives eight firings that follow each other at once, as far as they have one echo or none: as <see cref="EchoReceiver"/> receives one, the same
/// operations in the same order and with the same random numbers, lane by lane.
/// </summary>
internal readonly struct WideReceiver(LidarModel model, (uint, uint) sweepKey)
{
    public const int Lanes = WidePhilox.Lanes;

    private readonly double _threshold = model.Threshold;

    /// <param name="index">Of the first firing in the table.</param>
    /// <param name="firing">Its number in the sweep.</param>
    /// <param name="ranges">Of the echoes that return, eight, as the next.</param>
    /// <returns>One bit a firing: of those whose only echo returns, and of those from which nothing comes, no false alarm either.</returns>
    public (uint Returned, uint Silent) Receive(EchoTable echoes, int index, int firing, Span<double> ranges, Span<double> signals)
    {
        Vector256<int> counts = Vector256.Create<int>(echoes.Counts.AsSpan(index, Lanes));
        uint none = Vector256.Equals(counts, Vector256<int>.Zero).ExtractMostSignificantBits();
        uint alone = Vector256.Equals(counts, Vector256<int>.One).ExtractMostSignificantBits();
        Vector512<double> range = Vector512.Create<double>(echoes.Ranges.AsSpan(index, Lanes));
        Vector512<double> signal = Vector512.Create<double>(echoes.Signals.AsSpan(index, Lanes));
        WidePhilox first = WideFiringRandom.Block(sweepKey, firing, 0);
        WidePhilox second = WideFiringRandom.Block(sweepKey, firing, 1);
        double floor = EchoReceiver.NoiseShare * _threshold;
        Vector512<double> spread = Vector512.Create(model.SignalNoise) * signal;
        signal += Vector512.Sqrt(Vector512.Create(floor * floor) + spread * spread) * WideFiringRandom.Normal(first);
        Vector512<double> lost = Vector512.LessThan(signal, Vector512.Create(_threshold));
        Vector512<double> normal = WideFiringRandom.Normal(second);
        range += Vector512.Create(model.RangeNoise) * Vector512.Sqrt(Vector512.Create(1.0) + Vector512.Create(8 * _threshold) / signal) * normal;
        Vector512<double> within = Vector512.GreaterThanOrEqual(range, Vector512.Create(model.MinRange)) & Vector512.LessThanOrEqual(range,
            Vector512.Create(model.MaxRange));

        range.CopyTo(ranges);
        signal.CopyTo(signals);
        uint inaudible = (uint)lost.ExtractMostSignificantBits();
        uint returned = alone & ~inaudible & (uint)within.ExtractMostSignificantBits();
        return (returned, none & ~Alarmed(first) | alone & inaudible & ~Alarmed(second));
    }

    private uint Alarmed(in WidePhilox block) =>
        (uint)Vector512.LessThan(WideFiringRandom.Uniform(block), Vector512.Create(model.FalseAlarmRate)).ExtractMostSignificantBits();
}
