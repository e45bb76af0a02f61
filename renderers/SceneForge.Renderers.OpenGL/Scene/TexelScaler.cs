namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Brings RGBA8 patterns to the size of the texture array: sizes are powers of two, patterns tile.</summary>
internal static class TexelScaler
{
    public static byte[] Scale(byte[] texels, int from, int to)
    {
        if (from == to)
        {
            return texels;
        }

        // Bilinear around texel centres, wrapping at the edges.
        byte[] scaled = new byte[to * to * 4];
        for (int y = 0; y < to; y++)
        {
            (int y0, int y1, int fy) = Taps(y, from, to);
            for (int x = 0; x < to; x++)
            {
                (int x0, int x1, int fx) = Taps(x, from, to);
                for (int c = 0; c < 4; c++)
                {
                    int a = texels[(y0 * from + x0) * 4 + c] * (256 - fx) + texels[(y0 * from + x1) * 4 + c] * fx;
                    int b = texels[(y1 * from + x0) * 4 + c] * (256 - fx) + texels[(y1 * from + x1) * 4 + c] * fx;
                    scaled[(y * to + x) * 4 + c] = (byte)((a * (256 - fy) + b * fy + 32768) >> 16);
                }
            }
        }

        return scaled;
    }

    private static (int First, int Second, int Fraction) Taps(int i, int from, int to)
    {
        int position = (2 * i + 1) * 128 * from / to - 128;
        int first = position >> 8;
        return ((first + from) % from, (first + 1 + from) % from, position & 255);
    }
}
