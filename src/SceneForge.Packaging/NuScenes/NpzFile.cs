using System.Buffers.Binary;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Png;

namespace SceneForge.Packaging.NuScenes;

/// <summary>NumPy's .npz with one array: a ZIP file (PKWARE APPNOTE 6.3) with one entry, stored without compression, dated 1980-01-01.</summary>
internal static class NpzFile
{
    private const int LocalBytes = 30;
    private const int CentralBytes = 46;
    private const int EndBytes = 22;
    private const ushort FirstDay = 0x21;

    public static byte[] Write(string name, ReadOnlySpan<ushort> values)
    {
        byte[] array = NpyArray.Write(values);
        byte[] entry = System.Text.Encoding.ASCII.GetBytes(name + ".npy");
        byte[] file = new byte[LocalBytes + entry.Length + array.Length + CentralBytes + entry.Length + EndBytes];
        int central = LocalBytes + entry.Length + array.Length;
        Span<byte> local = file;
        BinaryPrimitives.WriteUInt32LittleEndian(local, 0x04034B50);
        Common(local[4..], array, entry.Length);
        entry.CopyTo(local[LocalBytes..]);
        array.CopyTo(local[(LocalBytes + entry.Length)..]);
        Span<byte> directory = file.AsSpan(central);
        BinaryPrimitives.WriteUInt32LittleEndian(directory, 0x02014B50);
        BinaryPrimitives.WriteUInt16LittleEndian(directory[4..], 20);
        Common(directory[6..], array, entry.Length);
        entry.CopyTo(directory[CentralBytes..]);
        Span<byte> end = directory[(CentralBytes + entry.Length)..];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)(CentralBytes + entry.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)central);
        return file;
    }

    // Version needed, flags, method, time, date, CRC, sizes, length of the name: the same in both headers.
    private static void Common(Span<byte> header, byte[] array, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], Crc32.Append(0, array));
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)array.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)array.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
    }
}
