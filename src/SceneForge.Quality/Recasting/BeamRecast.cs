using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Base.Random;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Recasting;

/// <summary>Casts the beams of a random sample of a sweep's points again, each at its own instant, and compares surface and range.</summary>
/// <param name="seed">Of the sample.</param>
/// <param name="beams">Points of each sweep; only those that a surface threw back can be met again.</param>
public sealed class BeamRecast(ulong seed, int beams)
{
    // Six standard deviations of the noise at the threshold, and what single precision leaves at some hundred metres.
    private const double NoiseReach = 6 * 3;
    private const double Rounding = 1e-3;

    // A beam has a width, and its echo may come from its rim; a fine one is rounded by the stored point.
    private const double FinestCone = 1e-3;

    /// <summary>Compares one sweep.</summary>
    public RecastTally Compare(SequenceReader sequence, StoredSweep sweep, int frame, IRecastWorld world)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(world);
        StoredLidar lidar = sequence.Lidars.First(l => l.Name == sweep.Lidar);
        LidarPoint[] points = [.. PointFile.Read(sequence.PathOf(sweep.File)).Where(p => p.Cause == PointCause.Surface)];
        RecastTally tally = RecastTally.Empty;
        RandomStream random = new(seed, (ulong)sequence.Number, $"/recast/{sweep.Lidar}/{frame}");
        for (int i = 0; i < beams && points.Length > 0; i++)
        {
            LidarPoint point = points[random.NextInt(points.Length)];
            long timeNs = sweep.TimeNs + point.TimeOffsetNs;
            Double3 at = new(point.X, point.Y, point.Z);
            if (lidar.Compensated)
            {
                at = world.WorldFromLidar(lidar.Name, timeNs).Inverse().Apply(sweep.WorldFromLidar.Apply(at));
            }

            double range = at.Length;
            double limit = NoiseReach * lidar.RangeNoise + Rounding;
            IReadOnlyList<RecastEcho> met = world.Beam(lidar.Name, timeNs, at / range);
            if (IsMet(met, point.Segment, range, limit, lidar.RangeResolution))
            {
                tally = tally.WithAgreement();
            }
            else if (IsNearEdge(world, lidar, timeNs, at / range, met))
            {
                tally = tally.WithEdge();
            }
            else
            {
                string found = met.Count == 0
                    ? "nothing"
                    : string.Join(", ", met.Select(e => string.Create(CultureInfo.InvariantCulture,
                        $"{SegmentNames.Of(sequence, e.Segment)} at {e.Range:0.000} m")));
                string place = string.Create(CultureInfo.InvariantCulture, $"point ({point.X:0.00}, {point.Y:0.00}, {point.Z:0.00})");
                tally = tally.With(new Disagreement(sequence.Number, sweep.Lidar, frame, place,
                    string.Create(CultureInfo.InvariantCulture,
                    $"the file says {SegmentNames.Of(sequence, point.Segment)} at {range:0.000} m, the ray meets {found}")));
            }
        }

        return tally;
    }

    // The point lies on a surface, or between two whose echoes are one.
    private static bool IsMet(IReadOnlyList<RecastEcho> met, int segment, double range, double limit, double resolution)
    {
        int last = -1;
        for (int i = 0; i < met.Count; i++)
        {
            last = i > 0 && met[i].Range - met[i - 1].Range < resolution ? last : i;
            bool isBetween = range >= met[last].Range - limit && range <= met[i].Range + limit;
            if (isBetween && met.Skip(last).Take(i - last + 1).Any(e => e.Segment == segment))
            {
                return true;
            }
        }

        return false;
    }

    // Whether rays around the middle see other surfaces, or the same one at a step.
    private static bool IsNearEdge(IRecastWorld world, StoredLidar lidar, long timeNs, Double3 ahead, IReadOnlyList<RecastEcho> middle)
    {
        double radius = Math.Max(FinestCone, lidar.Divergence / 2);
        Double3 left = Double3.Cross(Math.Abs(ahead.Z) < 0.9 ? Double3.UnitZ : Double3.UnitX, ahead).Normalized();
        Double3 up = Double3.Cross(ahead, left);
        foreach (Double3 aside in new[] { left, -left, up, -up, (left + up).Normalized(), (left - up).Normalized(), (up - left)
            .Normalized(), (-(left + up)).Normalized() })
        {
            IReadOnlyList<RecastEcho> other = world.Beam(lidar.Name, timeNs, (ahead + aside * radius).Normalized());
            if (other.Count != middle.Count || other.Zip(middle).Any(p => p.First.Segment != p.Second.Segment
                || Math.Abs(p.First.Range / p.Second.Range - 1) > 0.01))
            {
                return true;
            }
        }

        return false;
    }
}
