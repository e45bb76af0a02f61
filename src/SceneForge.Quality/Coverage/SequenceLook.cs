using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Measures;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Quality.Coverage;

/// <summary>What one sequence adds to coverage.</summary>
/// <param name="Number">Of the sequence.</param>
/// <param name="Sky">Its weather and light.</param>
/// <param name="Drawn">Its drawn values by pointer.</param>
/// <param name="Sightings">How often each cell was seen, in the order of the bins.</param>
/// <param name="Hashes">Perceptual hashes of the first and the middle frame of each camera; none where OpenCV is missing.</param>
public sealed record SequenceLook(
    int Number,
    (string Weather, string Light) Sky,
    ImmutableSortedDictionary<string, SampledValue> Drawn,
    ImmutableArray<(VisibleCell Cell, int Count)> Sightings,
    ImmutableArray<(string Camera, int Frame, ulong Hash)> Hashes)
{
    /// <summary>Frames whose pictures stand for a variation: neighbours within a sequence resemble each other anyway.</summary>
    public static IEnumerable<int> HashedFrames(int count) => count > 1 ? [0, count / 2] : [0];

    public static SequenceLook Of(DatasetReader dataset, SequenceData sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        SequenceReader reader = sequence.Tables.Sequence;
        IEnumerable<(string, int, ulong)> hashes = HashedFrames(sequence.Frames.Length)
            .SelectMany(f => sequence.Frames[f].Pictures.Where(p => p.Look is not null).Select(p => (p.Camera, f, p.Look!.Hash)));
        return Of(dataset, reader, sequence.Frames.Select(f => f.Frame).OfType<StoredFrame>(), hashes);
    }

    /// <summary>Reads only what coverage needs: labels, and the pictures of two frames.</summary>
    public static SequenceLook Read(DatasetReader dataset, SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        StoredFrame[] frames = [.. Enumerable.Range(0, sequence.FrameTimes.Length).Select(sequence.ReadFrame)];
        List<(string, int, ulong)> hashes = [];
        foreach (int f in OpenCvLibrary.Problem is null ? HashedFrames(frames.Length) : [])
        {
            foreach (StoredPicture picture in frames[f].Cameras)
            {
                byte[] rgb = ChannelFiles.ReadRgb(sequence.PathOf(picture.Files["rgb"]), out int width, out int height);
                using PictureLuma luma = new(rgb, width, height);
                hashes.Add((picture.Camera, f, luma.PerceptualHash()));
            }
        }

        return Of(dataset, sequence, frames, hashes);
    }

    private static SequenceLook Of(DatasetReader dataset, SequenceReader sequence, IEnumerable<StoredFrame> frames,
        IEnumerable<(string, int, ulong)> hashes)
    {
        Dictionary<int, string> names = dataset.Classes.ToDictionary(c => c.Id, c => c.Name);
        LotUnit unit = DatasetLot.Unit(dataset, sequence);
        (string, string) sky = (unit.FacetOf(Facet.Weather), unit.FacetOf(Facet.Light));
        IEnumerable<VisibleCell> cells = frames.SelectMany(f => f.Cameras).SelectMany(c => c.Objects)
            .Select(label => VisibleBins.CellOf(label, names.GetValueOrDefault(label.ClassId, ""), sky)).OfType<VisibleCell>();
        return new SequenceLook(sequence.Number, sky, Values(sequence.Scenario().Find("drawn")),
            [.. VisibleBins.Order(cells.CountBy(c => c), c => c.Key).Select(c => (c.Key, c.Value))], [.. hashes]);
    }

    private static ImmutableSortedDictionary<string, SampledValue> Values(JsonNode? drawn) =>
        ((drawn?.Token as JObject)?.Properties() ?? []).ToImmutableSortedDictionary(
            p => p.Name,
            p => p.Value.Type == JTokenType.String
                ? new SampledValue(null, (string)p.Value!)
                : new SampledValue(Convert.ToDouble(((JValue)p.Value).Value, CultureInfo.InvariantCulture), null),
            StringComparer.Ordinal);
}
