using SceneForge.Base.Random;

namespace SceneForge.Tests.Imaging;

/// <summary>Pictures between noise and flatness.</summary>
internal static class TestPictures
{
    /// <summary>A gradient, noise of the given strength, and flat rectangles; <paramref name="samples"/> bytes a pixel.</summary>
    public static byte[] Bytes(int width, int height, int samples, int noise)
    {
        RandomStream random = new(11, 0, $"{width}x{height}x{samples}/{noise}");
        byte[] pixels = new byte[width * height * samples];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / samples % width;
            int y = i / samples / width;
            bool flat = (x / 40 + y / 30) % 3 == 0;
            pixels[i] = (byte)(flat ? 37 * (x / 40) + i % samples : x + 2 * y + 90 * (i % samples) + random.Uniform(0, noise + 1));
        }

        return pixels;
    }
}
