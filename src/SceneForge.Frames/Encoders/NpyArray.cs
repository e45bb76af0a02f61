using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SceneForge.Base.Input;

namespace SceneForge.Frames.Encoders;

/// <summary>NumPy's .npy format, version 1.0 (NEP 1), little-endian.</summary>
public static class NpyArray
{
    private const int Alignment = 64;

    /// <summary>A float32 picture.</summary>
    /// <param name="values">height x width values, row by row.</param>
    public static byte[] Write(float[] values, int width, int height)
    {
        if (values.Length != checked(width * height))
        {
            throw new ArgumentException($"The array has {values.Length} entries, {width} x {height} pixels need {width * height}.");
        }

        return Write("<f4", string.Create(CultureInfo.InvariantCulture, $"({height}, {width})"), MemoryMarshal.AsBytes<float>(values));
    }

    /// <summary>A list of 16-bit numbers.</summary>
    public static byte[] Write(ReadOnlySpan<ushort> values) =>
        Write("<u2", string.Create(CultureInfo.InvariantCulture, $"({values.Length},)"), MemoryMarshal.AsBytes(values));

    private static byte[] Write(string type, string shape, ReadOnlySpan<byte> values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        int head = (10 + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] file = new byte[head + values.Length];
        file.AsSpan(0, head).Fill((byte)' ');
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(head - 10));
        Encoding.ASCII.GetBytes(header, file.AsSpan(10));
        file[head - 1] = (byte)'\n';
        values.CopyTo(file.AsSpan(head));
        return file;
    }

    /// <summary>The values of a picture that <see cref="Write"/> made.</summary>
    /// <exception cref="InputException">The file is missing or no such array.</exception>
    public static float[] Read(string path)
    {
        byte[] file = JsonFile.ReadBytes(path, JsonLimits.Stored);
        int head = file.Length < 10 ? int.MaxValue : 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        return head <= file.Length && (file.Length - head) % sizeof(float) == 0
            ? MemoryMarshal.Cast<byte, float>(file.AsSpan(head)).ToArray()
            : throw new InputException(new InputError(path, 0, 0, "", "The file is no array of float32.", "Restore it from its source."));
    }
}
