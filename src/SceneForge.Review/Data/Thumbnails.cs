using System.Collections.Concurrent;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SceneForge.Review.Data;

/// <summary>Small pictures for the strip, made when they are asked for and kept by the picture's hash.</summary>
internal sealed class Thumbnails
{
    private const int Height = 90;
    private const int Kept = 4000;
    private readonly ConcurrentDictionary<string, byte[]> _made = new(StringComparer.Ordinal);

    /// <summary>JPEG of a stored picture.</summary>
    public byte[] Of(string path, string hash)
    {
        if (_made.TryGetValue(hash, out byte[]? known))
        {
            return known;
        }

        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        image.Mutate(x => x.Resize(Math.Max(1, image.Width * Height / image.Height), Height));
        using MemoryStream jpeg = new();
        image.SaveAsJpeg(jpeg, new JpegEncoder { Quality = 80 });
        if (_made.Count >= Kept)
        {
            _made.Clear();
        }

        return _made[hash] = jpeg.ToArray();
    }
}
