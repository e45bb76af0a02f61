using System.Buffers.Binary;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Reads baseline, extended and progressive Huffman-coded JPEG with 8-bit samples, grey or YCbCr (JFIF).</summary>
internal sealed class JpegDecoderCore
{
    // A block takes at least a bit in a first scan: bounds what a small file can make us allocate.
    private const int MaxBlocksPerByte = 8;

    private const int MaxPixels = 1 << 27;

    private readonly byte[] _data;
    private readonly ushort[][] _quantisation = new ushort[4][];
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable?[4];
    private JpegComponent[] _components = [];
    private int _width;
    private int _height;
    private int _maxHorizontal;
    private int _maxVertical;
    private int _restartInterval;
    private bool _progressive;

    private JpegDecoderCore(byte[] data) => _data = data;

    private static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    public static bool Recognises(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    public static Image<TPixel> Decode<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        JpegDecoderCore core = new(data.ToArray());
        try
        {
            core.ReadSegments();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidImageContentException("The JPEG ends within a segment.", e);
        }

        return core.Render<TPixel>();
    }

    private void ReadSegments()
    {
        int at = 2;
        while (true)
        {
            while (_data[at] != 0xFF || _data[at + 1] is 0xFF or 0)
            {
                at++;
            }

            byte marker = _data[at + 1];
            at += 2;
            if (marker == 0xD9)
            {
                break;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));
            ReadOnlySpan<byte> content = _data.AsSpan(at + 2, length - 2);
            at += length;
            at = ReadSegment(marker, content, at);
        }

        if (_components.Length == 0)
        {
            throw new InvalidImageContentException("The JPEG has no frame.");
        }
    }

    private int ReadSegment(byte marker, ReadOnlySpan<byte> content, int next)
    {
        switch (marker)
        {
            case 0xDB:
                ReadQuantisation(content);
                break;
            case 0xC4:
                ReadHuffman(content);
                break;
            case 0xC0 or 0xC1 or 0xC2:
                _progressive = marker == 0xC2;
                ReadFrame(content);
                break;
            case 0xDD:
                _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                break;
            case 0xDA:
                return ReadScan(content, next);
            case >= 0xC3 and <= 0xCF:
                throw new NotSupportedException($"JPEG of kind SOF{marker - 0xC0} (lossless, hierarchical or arithmetic coding) is not read.");
        }

        return next;
    }

    private void ReadQuantisation(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            int bytes = content[0] >> 4 == 0 ? 1 : 2;
            ushort[] table = new ushort[64];
            for (int k = 0; k < 64; k++)
            {
                table[JpegTables.Zigzag[k]] = bytes == 1 ? content[1 + k] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + 2 * k)..]);
            }

            _quantisation[content[0] & 3] = table;
            content = content[(1 + 64 * bytes)..];
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            ReadOnlySpan<byte> counts = content.Slice(1, 16);
            int total = 0;
            foreach (byte count in counts)
            {
                total += count;
            }

            (content[0] >> 4 == 0 ? _dc : _ac)[content[0] & 3] = new JpegHuffmanTable(counts, content.Slice(17, total));
            content = content[(17 + total)..];
        }
    }

    private void ReadFrame(ReadOnlySpan<byte> content)
    {
        _height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        _width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        int count = content[5];
        if (_components.Length != 0 || content[0] != 8 || _width == 0 || _height == 0 || count is not (1 or 3))
        {
            throw new InvalidImageContentException($"A JPEG frame of {_width} x {_height} pixels with {count} components of {content[0]} bits is not read.");
        }

        _components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> c = content.Slice(6 + 3 * i, 3);
            (int h, int v) = (c[1] >> 4, c[1] & 15);
            if (h is < 1 or > 4 || v is < 1 or > 4 || c[2] > 3)
            {
                throw new InvalidImageContentException($"A JPEG component has sampling {h} x {v} and quantisation table {c[2]}.");
            }

            _components[i] = new JpegComponent(c[0], h, v, c[2]);
        }

        _maxHorizontal = _components.Max(c => c.Horizontal);
        _maxVertical = _components.Max(c => c.Vertical);
        if (_components.Any(c => _maxHorizontal % c.Horizontal != 0 || _maxVertical % c.Vertical != 0))
        {
            throw new InvalidImageContentException("The samplings of the JPEG's components do not divide each other.");
        }

        if ((long)_width * _height > MaxPixels || (long)_width * _height / 64 > (long)MaxBlocksPerByte * _data.Length)
        {
            throw new InvalidImageContentException($"The JPEG's {_data.Length} bytes cannot hold {_width} x {_height} pixels.");
        }

        foreach (JpegComponent component in _components)
        {
            component.Allocate(_width, _height, _maxHorizontal, _maxVertical);
        }
    }

    private int ReadScan(ReadOnlySpan<byte> content, int next)
    {
        JpegComponent[] scanned = new JpegComponent[content[0]];
        for (int i = 0; i < scanned.Length; i++)
        {
            byte id = content[1 + 2 * i];
            byte tables = content[2 + 2 * i];
            scanned[i] = Array.Find(_components, c => c.Id == id) ?? throw new InvalidImageContentException($"A JPEG scan names component {id}, which the frame lacks.");
            scanned[i].Dc = _dc[(tables >> 4) & 3];
            scanned[i].Ac = _ac[tables & 3];
        }

        ReadOnlySpan<byte> band = content[(1 + 2 * scanned.Length)..];
        (int start, int end, int high, int low) = _progressive ? (band[0], band[1], band[2] >> 4, band[2] & 15) : (0, 63, 0, 0);
        if (scanned.Length == 0 || end > 63 || start > end || low > 13 || (start > 0 && scanned.Length > 1))
        {
            throw new InvalidImageContentException($"A JPEG scan of {scanned.Length} components covers coefficients {start} to {end}, bits {high} to {low}.");
        }

        JpegBitReader bits = new(_data, next);
        new JpegScan(bits, scanned, start, end, high, low, _progressive).Decode(Ceiling(_width, 8 * _maxHorizontal), Ceiling(_height, 8 * _maxVertical), _restartInterval);
        return bits.Position;
    }

    private Image<TPixel> Render<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
    {
        byte[][] planes = [.. _components.Select(c => c.Render(_quantisation[c.Quantisation] ?? throw new InvalidImageContentException("A JPEG component names a quantisation table that is not defined.")))];
        Image<TPixel> image = new(_width, _height);
        for (int y = 0; y < _height; y++)
        {
            Span<TPixel> row = image.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (planes.Length == 1)
                {
                    row[x].FromL8(new L8(Sample(planes, 0, x, y)));
                }
                else
                {
                    row[x].FromRgb24(ToRgb(Sample(planes, 0, x, y), Sample(planes, 1, x, y) - 128, Sample(planes, 2, x, y) - 128));
                }
            }
        }

        return image;
    }

    private byte Sample(byte[][] planes, int component, int x, int y)
    {
        JpegComponent c = _components[component];
        return planes[component][y * c.Vertical / _maxVertical * c.Stride * 8 + x * c.Horizontal / _maxHorizontal];
    }

    // JFIF 1.02, in 1/2^16.
    private static Rgb24 ToRgb(int y, int cb, int cr) => new(
        Clamp(y + ((91881 * cr + 32768) >> 16)),
        Clamp(y - ((22554 * cb + 46802 * cr + 32767) >> 16)),
        Clamp(y + ((116130 * cb + 32768) >> 16)));

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static int Ceiling(int value, int unit) => (value + unit - 1) / unit;
}
