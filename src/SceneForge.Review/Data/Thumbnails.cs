using System.Collections.Concurrent;
using SceneForge.Base.Input;
using SceneForge.Frames.Pictures;

namespace SceneForge.Review.Data;

/// <summary>Small pictures for the strip, made when they are asked for and kept by the picture's hash.</summary>
internal sealed class Thumbnails
{
    private const int Height = 90;
    private const int Quality = 80;
    private const int Kept = 4000;
    private readonly ConcurrentDictionary<string, byte[]> _made = new(StringComparer.Ordinal);

    /// <summary>JPEG of a stored picture.</summary>
    /// <exception cref="InputException">The picture is missing or damaged.</exception>
    public byte[] Of(string path, string hash)
    {
        if (_made.TryGetValue(hash, out byte[]? known))
        {
            return known;
        }

        byte[] jpeg = JpegPicture.EncodeScaled(PictureFile.ReadRgb8(path, out int width, out int height), width, height, Height, Quality);
        if (_made.Count >= Kept)
        {
            _made.Clear();
        }

        return _made[hash] = jpeg;
    }
}
