using System.Buffers;
using SceneForge.Packaging.Source;

namespace SceneForge.Packaging.Output;

/// <summary>A file of the dataset as a package takes it, in a buffer that is used again once this is disposed.</summary>
internal readonly struct SourceFile : IDisposable
{
    private SourceFile(ArraySegment<byte> bytes, bool isMarked) => (Bytes, IsMarked) = (bytes, isMarked);

    public ArraySegment<byte> Bytes { get; }

    /// <summary>Whether it has the mark, and so other bytes than in the dataset.</summary>
    public bool IsMarked { get; }

    /// <summary>Reads a file as it is.</summary>
    /// <exception cref="Base.Input.InputException">It is missing, or not what the manifest says.</exception>
    public static SourceFile Read(SourceSequence sequence, string path)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(checked((int)sequence.Record(path).Bytes));
        return new SourceFile(new ArraySegment<byte>(buffer, 0, sequence.Read(path, buffer)), isMarked: false);
    }

    /// <summary>Reads a file; pictures get the mark.</summary>
    /// <exception cref="Base.Input.InputException">It is missing, or not what the manifest says.</exception>
    public static SourceFile Read(SourceSequence sequence, string path, SyntheticMark mark)
    {
        if (Path.GetExtension(path) is not (".png" or ".jpg"))
        {
            return Read(sequence, path);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(checked(mark.Bytes + (int)sequence.Record(path).Bytes));
        int end = mark.Bytes + sequence.Read(path, buffer.AsSpan(mark.Bytes));
        int start = mark.ApplyBefore(buffer.AsSpan(0, end));
        return new SourceFile(new ArraySegment<byte>(buffer, start, end - start), start < mark.Bytes);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes.Array!);
}
