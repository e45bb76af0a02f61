using System.Collections.Immutable;
using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Checks.Data;

/// <summary>What is kept of a picture once its frame has been checked.</summary>
/// <param name="Look">What it looks like; null where OpenCV is missing.</param>
/// <param name="MovingShare">Share of the pixels that flow more than a pixel to the next frame.</param>
/// <param name="Pixels">Pixels of every object in the instance channel, by id.</param>
public sealed record PictureSummary(string Camera, PictureLook? Look, double MovingShare, ImmutableSortedDictionary<int, int> Pixels)
{
    /// <param name="luma">Of the picture; null where OpenCV is missing.</param>
    public static PictureSummary Of(PictureData picture, PictureLuma? luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int moving = 0;
        for (int i = 0; i < picture.Flow.Length; i += 3)
        {
            moving += picture.Flow[i + 2] != 0 && (Math.Abs(picture.Flow[i] - 32768) > 64 || Math.Abs(picture.Flow[i + 1] - 32768) > 64) ? 1 : 0;
        }

        return new PictureSummary(
            picture.Picture.Camera,
            luma is null ? null : new PictureLook(luma.Thumbnail(), luma.PerceptualHash()),
            (double)moving / picture.Segment.Length,
            picture.Masks.ToImmutableSortedDictionary(m => m.Key, m => m.Value.Pixels));
    }
}

/// <summary>What a picture looks like, to compare it with others.</summary>
/// <param name="Thumbnail">8-bit luma of a small copy.</param>
/// <param name="Hash">Perceptual hash.</param>
public sealed record PictureLook(byte[] Thumbnail, ulong Hash);

/// <summary>A frame after its checks.</summary>
/// <param name="Frame">Null where its labels cannot be read.</param>
/// <param name="Pictures">Of the pictures that can be read.</param>
public sealed record CheckedFrame(int Number, StoredFrame? Frame, ImmutableArray<PictureSummary> Pictures, ImmutableArray<Finding> Findings);

/// <summary>A sequence whose frames have been checked.</summary>
public sealed class SequenceData(SequenceTables tables, ImmutableArray<CheckedFrame> frames)
{
    public SequenceTables Tables { get; } = tables;

    /// <summary>All frames, by number.</summary>
    public ImmutableArray<CheckedFrame> Frames { get; } = frames;
}
