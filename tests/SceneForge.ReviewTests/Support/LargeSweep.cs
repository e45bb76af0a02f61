using System.Buffers.Binary;

namespace SceneForge.ReviewTests.Support;

/// <summary>Puts sweeps of very many points into a dataset's files.</summary>
internal static class LargeSweep
{
    public const int Points = 300_000;

    private const int RecordBytes = 32;

    /// <summary>Replaces a sweep's file: rings of points on the ground and a wall around the vehicle.</summary>
    public static void Write(string dataset, int sequence, int frame, int points = Points)
    {
        byte[] bytes = new byte[points * RecordBytes];
        for (int i = 0; i < points; i++)
        {
            double angle = 2 * Math.PI * i * 0.618034;
            double range = 3 + 70.0 * i / points;
            Span<byte> record = bytes.AsSpan(i * RecordBytes, RecordBytes);
            BinaryPrimitives.WriteSingleLittleEndian(record, (float)(range * Math.Cos(angle)));
            BinaryPrimitives.WriteSingleLittleEndian(record[4..], (float)(range * Math.Sin(angle)));
            BinaryPrimitives.WriteSingleLittleEndian(record[8..], (float)(i % 5 == 0 ? 0.1 * (i % 40) - 1.8 : -1.8));
            BinaryPrimitives.WriteSingleLittleEndian(record[12..], i % 100 / 100f);
            record[26] = (byte)(i % 3 == 0 ? 13 : 7);
        }

        File.WriteAllBytes(Path.Combine(dataset, "sequences", $"{sequence:D6}", "LIDAR_TOP", $"{frame:D6}.points.bin"), bytes);
    }
}
