using System.Globalization;

namespace SceneForge.Review.Data;

/// <summary>Names one camera's picture of a frame. Written <c>3/CAM_FRONT/7</c>.</summary>
public readonly record struct FrameKey(int Sequence, string Camera, int Frame)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}/{Camera}/{Frame}");

    public static bool TryParse(string text, out FrameKey key)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int sequence)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int frame))
        {
            key = new FrameKey(sequence, parts[1], frame);
            return true;
        }

        key = default;
        return false;
    }
}
