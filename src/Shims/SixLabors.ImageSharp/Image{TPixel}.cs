using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp;

/// <summary>A picture with pixels of one format, row by row from the top left.</summary>
public sealed class Image<TPixel> : Image
    where TPixel : unmanaged, IPixel<TPixel>
{
    private TPixel[] _pixels;

    public Image(int width, int height)
        : base(width, height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _pixels = new TPixel[checked(width * height)];
    }

    internal Span<TPixel> Pixels => _pixels;

    public TPixel this[int x, int y]
    {
        get => _pixels[Index(x, y)];
        set => _pixels[Index(x, y)] = value;
    }

    public void CopyPixelDataTo(Span<TPixel> destination) => _pixels.CopyTo(destination);

    public void CopyPixelDataTo(Span<byte> destination) => MemoryMarshal.AsBytes(_pixels.AsSpan()).CopyTo(destination);

    public bool DangerousTryGetSinglePixelMemory(out Memory<TPixel> memory)
    {
        memory = _pixels;
        return true;
    }

    internal Span<TPixel> Row(int y) => _pixels.AsSpan(y * Width, Width);

    internal override void Resize(int width, int height)
    {
        _pixels = BicubicResize.Apply<TPixel>(_pixels, Width, Height, width, height);
        Width = width;
        Height = height;
    }

    private protected override void Encode(Stream stream, IImageEncoder encoder) => encoder.Encode(this, stream);

    protected override void Dispose(bool disposing) => _pixels = [];

    private int Index(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return y * Width + x;
    }
}
