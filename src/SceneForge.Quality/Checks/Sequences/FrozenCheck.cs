using System.Globalization;
using OpenCvSharp;
using SceneForge.Quality.Measures;
using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Sequences;

/// <summary>A camera's picture is not an earlier one of its sequence once more, although things move in between.</summary>
public sealed class FrozenCheck : ISequenceCheck
{
    // Levels of the small copies by which two pictures differ at most and are still the same: another encoding of one picture.
    private const double Limit = 1;

    // Of the pixels; where less moves between two frames nothing need show.
    private const double LeastMoving = 0.01;

    public string Name => "frozen";

    public Severity Severity => Severity.Critical;

    public string? NotRun => OpenCvLibrary.Problem;

    public IEnumerable<SequenceViolation> Find(SequenceData sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var looks = sequence.Frames.SelectMany(f => f.Pictures.Where(p => p.Look is not null)
            .Select(p => (Frame: f.Number, Picture: p, Look: p.Look!)));
        foreach (IGrouping<string, (int Frame, PictureSummary Picture, PictureLook Look)> camera in looks.GroupBy(p => p.Picture.Camera))
        {
            Dictionary<ulong, (int Frame, PictureSummary Picture, PictureLook Look)> seen = [];
            (int Frame, PictureSummary Picture, PictureLook Look)? before = null;
            foreach ((int frame, PictureSummary picture, PictureLook look) in camera)
            {
                // The one before, whose flow says whether anything should have moved, or any that looks alike.
                (int Frame, PictureSummary Picture, PictureLook Look)? twin = before is { } last && IsSame(last.Look, look) ? last
                    : seen.TryGetValue(look.Hash, out var alike) && IsSame(alike.Look, look) ? alike
                    : null;
                if (twin is { } found && found.Picture.MovingShare > LeastMoving)
                {
                    yield return new SequenceViolation(frame, camera.Key,
                        new Violation(found.Picture.MovingShare, LeastMoving,
                        string.Create(CultureInfo.InvariantCulture, $"The picture is that of frame {found.Frame} again, although "
                            + $"{100 * found.Picture.MovingShare:0}% of it moves from there on.")));
                }

                before = (frame, picture, look);
                seen.TryAdd(look.Hash, (frame, picture, look));
            }
        }
    }

    private static bool IsSame(PictureLook a, PictureLook b)
    {
        if (a.Thumbnail.Length != b.Thumbnail.Length)
        {
            return false;
        }

        using Mat first = Mat.FromPixelData(1, a.Thumbnail.Length, MatType.CV_8UC1, a.Thumbnail);
        using Mat second = Mat.FromPixelData(1, b.Thumbnail.Length, MatType.CV_8UC1, b.Thumbnail);
        using Mat difference = new();
        Cv2.Absdiff(first, second, difference);
        foreach (byte level in difference.AsSpan<byte>())
        {
            if (level > Limit)
            {
                return false;
            }
        }

        return true;
    }
}
