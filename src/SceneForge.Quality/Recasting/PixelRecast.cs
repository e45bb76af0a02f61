using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Base.Random;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Quality.Recasting;

/// <summary>Casts a random sample of a picture's pixels again and compares what is stored with what the rays meet.</summary>
/// <param name="seed">Of the sample; the same seed takes the same pixels.</param>
/// <param name="pixels">Pixels of each picture: half of them anywhere, half on labeled things where there are any.</param>
public sealed class PixelRecast(ulong seed, int pixels)
{
    // Stored depth is rounded to 1/256 m; the casters' single-precision vertices move a surface by about 1e-5 of its distance.
    private const double DepthStep = 1.0 / 512;
    private const double RelativeDepth = 1e-4;

    // Above this distance stored depth saturates.
    private const double FarthestDepth = 255.98;

    // Stored flow is rounded to 1/64 px; a depth off by its limit moves near points by some hundredths of a pixel more.
    private const double FlowLimit = 0.1;

    /// <summary>Compares one picture.</summary>
    public RecastTally Compare(SequenceReader sequence, StoredPicture picture, int frame, IRecastView view)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(view);
        CameraModel camera = sequence.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
        Stored stored = new(sequence, picture, camera);
        RecastTally tally = RecastTally.Empty;
        if (view.TimeNs != picture.TimeNs)
        {
            return tally.With(new Disagreement(sequence.Number, picture.Camera, frame, "picture",
                $"the picture says {picture.TimeNs} ns, the scenario takes it at {view.TimeNs} ns"));
        }

        foreach (int p in Sample(new RandomStream(seed, (ulong)sequence.Number, $"/recast/{picture.Camera}/{frame}"), stored))
        {
            (int x, int y) = (p % camera.Width, p / camera.Width);
            RecastSurface? met = view.Through(x + 0.5, y + 0.5);
            string? difference = Difference(sequence, camera, stored, p, met);
            tally = difference is null ? tally.WithAgreement()
                : IsNearEdge(view, met, x + 0.5, y + 0.5) ? tally.WithEdge()
                : tally.With(new Disagreement(sequence.Number, picture.Camera, frame, $"pixel ({x}, {y})", difference));
        }

        return tally;
    }

    private IEnumerable<int> Sample(RandomStream random, Stored stored)
    {
        int[] things = [.. Enumerable.Range(0, stored.Instance.Length).Where(p => stored.Instance[p] != 0)];
        for (int i = 0; i < pixels; i++)
        {
            yield return i % 2 == 1 && things.Length > 0 ? things[random.NextInt(things.Length)] : random.NextInt(stored.Segment.Length);
        }
    }

    // Says what differs, or null.
    private static string? Difference(SequenceReader sequence, CameraModel camera, Stored stored, int p, RecastSurface? met)
    {
        int segment = stored.Segment[p];
        if (segment != (met?.Segment ?? 0))
        {
            return $"the file says {SegmentNames.Of(sequence, segment)}, the ray meets {SegmentNames.Of(sequence, met?.Segment ?? 0)}";
        }

        if (met is not { } surface)
        {
            return null;
        }

        double z = surface.InCamera.Z;
        double depth = stored.Depth[p] / 256.0;
        if (z < FarthestDepth && Math.Abs(depth - Math.Max(0, z)) > DepthStep + RelativeDepth * Math.Max(0, z))
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{SegmentNames.Of(sequence, segment)}: the file says a depth of {depth:0.000} m, the ray {z:0.000} m");
        }

        if (stored.Flow[3 * p + 2] == 0 || surface.InNextCamera is not { } next || !camera.TryProject(next, out double u, out double v))
        {
            return null;
        }

        double du = u - (p % camera.Width + 0.5) - (stored.Flow[3 * p] - 32768) / 64.0;
        double dv = v - (p / camera.Width + 0.5) - (stored.Flow[3 * p + 1] - 32768) / 64.0;
        return Math.Max(Math.Abs(du), Math.Abs(dv)) <= FlowLimit
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{SegmentNames.Of(sequence, segment)}: the flow is off by ({du:0.00}, {dv:0.00}) px");
    }

    // Within a pixel of an edge, a hair decides which surface is seen. Over a plane the inverse range is all but linear within two pixels.
    private static bool IsNearEdge(IRecastView view, RecastSurface? center, double u, double v)
    {
        foreach ((double du, double dv) in new[] { (1.0, 1.0), (1.0, -1.0), (1.0, 0.0), (0.0, 1.0) })
        {
            RecastSurface? a = view.Through(u + du, v + dv);
            RecastSurface? b = view.Through(u - du, v - dv);
            if (a?.Segment != center?.Segment || b?.Segment != center?.Segment)
            {
                return true;
            }

            if (center is { } c && Math.Abs((1 / a!.Value.InCamera.Length + 1 / b!.Value.InCamera.Length) * c.InCamera.Length / 2 - 1) > 1e-3)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Stored(SequenceReader sequence, StoredPicture picture, CameraModel camera)
    {
        public ushort[] Segment { get; } = Sized(ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["segment"]), out _, out _), camera, 1);

        public ushort[] Instance { get; } = Sized(ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["instance"]), out _, out _), camera, 1);

        public ushort[] Depth { get; } = Sized(ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["depth"]), out _, out _), camera, 1);

        public ushort[] Flow { get; } = Sized(ChannelFiles.ReadFlow(sequence.PathOf(picture.Files["flow"]), out _, out _), camera, 3);

        private static ushort[] Sized(ushort[] samples, CameraModel camera, int perPixel) =>
            samples.Length == camera.Width * camera.Height * perPixel
                ? samples
                : throw new InvalidDataException("A picture does not have its camera's size.");
    }
}
