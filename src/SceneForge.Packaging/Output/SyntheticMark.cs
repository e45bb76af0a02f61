using System.Buffers.Binary;
using System.Security;
using System.Text;
using SceneForge.Frames.Png;
using SceneForge.Packaging.Review;

namespace SceneForge.Packaging.Output;

/// <summary>
/// The XMP packet that tells what a picture is when it lies alone: IPTC's digital source type for media that an algorithm computed
/// (IPTC Photo Metadata Standard 2023.1; NewsCodes "digitalsourcetype"), the dataset's root hash and its review. It goes in as a chunk of its
/// own; pixels stay as they are.
/// </summary>
public sealed class SyntheticMark
{
    /// <summary>IPTC's digital source type of every picture.</summary>
    public const string SourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia";
    private const int PngHeadBytes = 8 + 25;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly byte[] _pngChunk;
    private readonly byte[] _jpegSegment;

    public SyntheticMark(string rootHash, ReviewStatus review)
    {
        ArgumentNullException.ThrowIfNull(review);
        Sentence = $"Computational image: a synthetic frame of dataset {rootHash}; {review.Summary}";
        byte[] packet = Encoding.UTF8.GetBytes(
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
            + " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + $" Iptc4xmpExt:DigitalSourceType=\"{SourceType}\" xmp:CreatorTool=\"SceneForge\">"
            + $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{SecurityElement.Escape(Sentence)}</rdf:li></rdf:Alt></dc:description>"
            + "</rdf:Description></rdf:RDF></x:xmpmeta>");
        _pngChunk = PngChunk(packet);
        _jpegSegment = JpegSegment(packet);
    }

    /// <summary>What the mark says to people.</summary>
    public string Sentence { get; }

    /// <summary>Bytes that the mark adds to a PNG at most.</summary>
    public int Bytes => Math.Max(_pngChunk.Length, _jpegSegment.Length);

    /// <summary>A PNG or JPEG file with the mark; other files as they are.</summary>
    public byte[] Apply(ReadOnlySpan<byte> image)
    {
        (int at, byte[] mark) = Place(image);
        byte[] marked = new byte[image.Length + mark.Length];
        image[..at].CopyTo(marked);
        mark.CopyTo(marked.AsSpan(at));
        image[at..].CopyTo(marked.AsSpan(at + mark.Length));
        return marked;
    }

    /// <summary>The same in place: only the picture's head moves, to make room.</summary>
    /// <param name="buffer"><see cref="Bytes"/> of room, then the file.</param>
    /// <returns>Where the marked file begins in the buffer.</returns>
    internal int ApplyBefore(Span<byte> buffer)
    {
        Span<byte> image = buffer[Bytes..];
        (int at, byte[] mark) = Place(image);
        int start = Bytes - mark.Length;
        image[..at].CopyTo(buffer[start..]);
        mark.CopyTo(buffer[(start + at)..]);
        return start;
    }

    /// <summary>Where the mark goes, and its bytes.</summary>
    private (int At, byte[] Mark) Place(ReadOnlySpan<byte> image) =>
        image.Length > PngHeadBytes && image.StartsWith(PngSignature) ? (PngHeadBytes, _pngChunk)
        : image is [0xFF, 0xD8, 0xFF, ..] ? (AfterJfif(image), _jpegSegment)
        : (0, []);

    // JFIF wants its own segment first.
    private static int AfterJfif(ReadOnlySpan<byte> jpeg) =>
        jpeg[3] == 0xE0 && jpeg.Length > 6 ? Math.Min(jpeg.Length, 4 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[4..])) : 2;

    // PNG specification 11.3.3.4: keyword, 0, not compressed, 0, no language, no translated keyword, text.
    private static byte[] PngChunk(byte[] packet)
    {
        byte[] head = [.. "iTXtXML:com.adobe.xmp"u8, 0, 0, 0, 0, 0];
        byte[] chunk = new byte[4 + head.Length + packet.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, head.Length - 4 + packet.Length);
        head.CopyTo(chunk, 4);
        packet.CopyTo(chunk, 4 + head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Append(0, chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    // XMP specification part 3, 1.1.3: APP1 with the namespace as its name.
    private static byte[] JpegSegment(byte[] packet)
    {
        byte[] name = [.. "http://ns.adobe.com/xap/1.0/"u8, 0];
        byte[] segment = new byte[4 + name.Length + packet.Length];
        segment[0] = 0xFF;
        segment[1] = 0xE1;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        name.CopyTo(segment, 4);
        packet.CopyTo(segment, 4 + name.Length);
        return segment;
    }
}
