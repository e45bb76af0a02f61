using System.Buffers.Binary;
using System.Text;
using SceneForge.Base.Geometry;
using SceneForge.Packaging.Output;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// Writes a message in CDR as ROS 2 sends it (OMG DDS-RTPS 2.2, 10.2.1.2: CDR_LE): a head of four bytes, then little-endian values, each aligned to
/// its own size from behind the head.
/// </summary>
internal sealed class CdrWriter : IDisposable
{
    private const int Head = 4;

    private readonly RentedBuffer _buffer;

    /// <param name="capacity">Bytes that the message will about have.</param>
    public CdrWriter(int capacity = 1 << 12)
    {
        _buffer = new RentedBuffer(capacity + Head);
        Raw([0, 1, 0, 0]);
    }

    public ReadOnlySpan<byte> Bytes => _buffer.Bytes;

    public void Dispose() => _buffer.Dispose();

    public CdrWriter U8(byte value) => Raw([value]);

    public CdrWriter Flag(bool value) => U8(value ? (byte)1 : (byte)0);

    public CdrWriter I32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Aligned(sizeof(int)), value);
        return this;
    }

    public CdrWriter U32(long value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Aligned(sizeof(uint)), checked((uint)value));
        return this;
    }

    public CdrWriter F32(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Aligned(sizeof(float)), value);
        return this;
    }

    public CdrWriter F64(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Aligned(sizeof(double)), value);
        return this;
    }

    /// <summary>An array of fixed length.</summary>
    public CdrWriter F64s(params ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            F64(value);
        }

        return this;
    }

    /// <summary>A sequence: its length, then its elements.</summary>
    public CdrWriter Sequence<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        U32(items.Count);
        foreach (T item in items)
        {
            write(item);
        }

        return this;
    }

    /// <summary>A sequence of bytes.</summary>
    public CdrWriter Octets(ReadOnlySpan<byte> bytes) => U32(bytes.Length).Raw(bytes);

    /// <summary>A string: its length with the zero behind it, UTF-8.</summary>
    public CdrWriter Text(string value) => U32(Encoding.UTF8.GetByteCount(value) + 1).Raw(Encoding.UTF8.GetBytes(value)).U8(0);

    /// <summary>builtin_interfaces/Time.</summary>
    public CdrWriter Time(long timeNs)
    {
        const long second = 1_000_000_000;
        (long seconds, long rest) = Math.DivRem(timeNs, second);
        // Before 0 the seconds are rounded down too: the nanoseconds have no sign.
        return rest < 0 ? I32(checked((int)(seconds - 1))).U32(rest + second) : I32(checked((int)seconds)).U32(rest);
    }

    /// <summary>std_msgs/Header.</summary>
    public CdrWriter Header(long timeNs, string frame) => Time(timeNs).Text(frame);

    /// <summary>geometry_msgs/Vector3 or Point.</summary>
    public CdrWriter Vector(Double3 v) => F64s(v.X, v.Y, v.Z);

    /// <summary>geometry_msgs/Quaternion.</summary>
    public CdrWriter Quaternion(Rotation r) => F64s(r.X, r.Y, r.Z, r.W);

    /// <summary>geometry_msgs/Pose or Transform.</summary>
    public CdrWriter Pose(Pose pose) => Vector(pose.Translation).Quaternion(pose.Rotation);

    private CdrWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.GetSpan(bytes.Length));
        _buffer.Advance(bytes.Length);
        return this;
    }

    private Span<byte> Aligned(int size)
    {
        int gap = (size - (_buffer.Bytes.Length - Head) % size) % size;
        _buffer.GetSpan(gap + size)[..gap].Clear();
        _buffer.Advance(gap);
        Span<byte> place = _buffer.GetSpan(size)[..size];
        _buffer.Advance(size);
        return place;
    }
}
