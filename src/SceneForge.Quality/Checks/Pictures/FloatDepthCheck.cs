using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>Depth in floating point, where it is stored, rounds to the 16-bit depth.</summary>
public sealed class FloatDepthCheck : IPictureCheck
{
    // A step of 1/256 m is rounded to nearest.
    private const double Limit = 0.5 / 256;

    private const int HeaderLengthAt = 8;
    private const int HeaderAt = 10;

    public string Name => "depth_float";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (!picture.Picture.Files.TryGetValue("depth_float32", out string? file))
        {
            return null;
        }

        string path = picture.Tables.Sequence.PathOf(file);
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        string shape = string.Create(CultureInfo.InvariantCulture,
            $"'descr': '<f4', 'fortran_order': False, 'shape': ({picture.Camera.Height}, {picture.Camera.Width})");
        int start = bytes.Length > HeaderAt ? HeaderAt + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(HeaderLengthAt)) : 0;
        if (start == 0 || bytes.Length != start + sizeof(float) * picture.Depth.Length
            || !Encoding.ASCII.GetString(bytes, HeaderAt, start - HeaderAt).Contains(shape, StringComparison.Ordinal))
        {
            return new Violation(1, 0, $"{file} is missing, damaged or of another size.");
        }

        ReadOnlySpan<float> metres = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start));
        (double worst, int at) = (Limit, -1);
        for (int p = 0; p < metres.Length; p++)
        {
            double stored = picture.Depth[p] / 256.0;
            double off = picture.Depth[p] switch
            {
                ushort.MaxValue => Math.Max(0, stored - metres[p]),
                0 => Math.Max(0, metres[p]),
                _ => Math.Abs(metres[p] - stored),
            };

            // Not a number is beyond every limit.
            (worst, at) = off <= worst ? (worst, at) : (double.IsNaN(off) ? double.PositiveInfinity : off, p);
        }

        return at < 0
            ? null
            : new Violation(worst, Limit,
                string.Create(CultureInfo.InvariantCulture, $"{picture.Place(at)} has a depth of {metres[at]:0.000} m in floating point, of "
                    + $"{picture.Depth[at] / 256.0:0.000} m in 16 bits."));
    }
}
