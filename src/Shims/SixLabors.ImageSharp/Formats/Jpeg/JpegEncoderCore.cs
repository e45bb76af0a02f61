using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Baseline JPEG (T.81) in a JFIF file, with the standard's example tables scaled by quality as libjpeg does.</summary>
internal sealed class JpegEncoderCore
{
    private sealed record Component(byte Id, int Sampling, int[] Divisors, uint[] Dc, uint[] Ac)
    {
        public int Predictor { get; set; }
    }

    private readonly JpegBitWriter _bits = new();
    private readonly int[] _block = new int[64];

    public static void Encode<TPixel>(Image<TPixel> image, Stream stream, int quality, JpegEncodingColor color)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (image.Width > ushort.MaxValue || image.Height > ushort.MaxValue)
        {
            throw new NotSupportedException($"JPEG holds at most 65535 x 65535 pixels, the image has {image.Width} x {image.Height}.");
        }

        byte[] luminance = Scale(JpegTables.Luminance, quality);
        byte[] chrominance = Scale(JpegTables.Chrominance, quality);
        uint[] dcY = Codes(JpegTables.DcLuminance);
        uint[] acY = Codes(JpegTables.AcLuminance);
        uint[] dcC = Codes(JpegTables.DcChrominance);
        uint[] acC = Codes(JpegTables.AcChrominance);
        int sampling = color == JpegEncodingColor.YCbCrRatio420 ? 2 : 1;
        Component[] components = color == JpegEncodingColor.Luminance
            ? [new(1, 1, Divisors(luminance), dcY, acY)]
            : [new(1, sampling, Divisors(luminance), dcY, acY), new(2, 1, Divisors(chrominance), dcC, acC), new(3, 1, Divisors(chrominance), dcC, acC)];

        JpegFileHead.Write(stream, image.Width, image.Height, luminance, chrominance, [.. components.Select(c => c.Sampling)]);
        JpegEncoderCore core = new();
        YCbCrPlanes planes = YCbCrPlanes.From(image, sampling, components.Length);
        core.WriteScan(planes, components, sampling);
        stream.Write(core._bits.Written);
        stream.Write([0xFF, 0xD9]);
    }

    private void WriteScan(YCbCrPlanes planes, Component[] components, int sampling)
    {
        int units = 8 * sampling;
        for (int y = 0; y < planes.Height; y += units)
        {
            for (int x = 0; x < planes.Width; x += units)
            {
                for (int c = 0; c < components.Length; c++)
                {
                    int scale = components[c].Sampling;
                    for (int block = 0; block < scale * scale; block++)
                    {
                        planes.Load(c, x / sampling * scale + 8 * (block % scale), y / sampling * scale + 8 * (block / scale), _block);
                        WriteBlock(components[c]);
                    }
                }
            }
        }

        _bits.Finish();
    }

    private void WriteBlock(Component component)
    {
        int[] block = _block;
        Dct.Forward(block);
        int dc = Quantise(block[0], component.Divisors[0]);
        int difference = dc - component.Predictor;
        component.Predictor = dc;
        int size = JpegBitWriter.Size(difference);
        AddSymbol(component.Dc[size], difference, size);

        int run = 0;
        ReadOnlySpan<byte> zigzag = JpegTables.Zigzag;
        int[] divisors = component.Divisors;
        for (int k = 1; k < 64; k++)
        {
            int value = Quantise(block[zigzag[k]], divisors[zigzag[k]]);
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                _bits.Add(component.Ac[0xF0] & 0xFFFF, (int)(component.Ac[0xF0] >> 16));
            }

            size = JpegBitWriter.Size(value);
            AddSymbol(component.Ac[(run << 4) | size], value, size);
            run = 0;
        }

        if (run > 0)
        {
            _bits.Add(component.Ac[0] & 0xFFFF, (int)(component.Ac[0] >> 16));
        }
    }

    private void AddSymbol(uint code, int value, int size) =>
        _bits.Add(((code & 0xFFFF) << size) | JpegBitWriter.Magnitude(value, size), (int)(code >> 16) + size);

    // Divisors carry the transform's factor of 8. Rounds to nearest, halves away from zero.
    private static int Quantise(int coefficient, int divisor)
    {
        int magnitude = (Math.Abs(coefficient) + (divisor >> 1)) / divisor;
        return coefficient < 0 ? -magnitude : magnitude;
    }

    private static int[] Divisors(byte[] table) => [.. table.Select(q => q * 8)];

    private static byte[] Scale(ReadOnlySpan<byte> table, int quality)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        byte[] scaled = new byte[64];
        for (int i = 0; i < 64; i++)
        {
            scaled[i] = (byte)Math.Clamp((table[i] * percent + 50) / 100, 1, 255);
        }

        return scaled;
    }

    /// <summary>Code by symbol: bits in the low 16, length above (T.81, annex C).</summary>
    private static uint[] Codes(ReadOnlySpan<byte> specification)
    {
        uint[] codes = new uint[256];
        uint code = 0;
        int at = 16;
        for (int length = 1; length <= 16; length++)
        {
            for (int i = 0; i < specification[length - 1]; i++)
            {
                codes[specification[at++]] = code++ | ((uint)length << 16);
            }

            code <<= 1;
        }

        return codes;
    }
}
