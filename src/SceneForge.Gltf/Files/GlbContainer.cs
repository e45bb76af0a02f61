using System.Buffers.Binary;
using System.Text;
using SceneForge.Base.Input;

namespace SceneForge.Gltf.Files;

/// <summary>The binary container of glTF 2.0 (specification, 4.4): a header of 12 bytes, a chunk of JSON, and a chunk of data or none.</summary>
/// <param name="Json">UTF-8.</param>
/// <param name="Data">Null where there is no such chunk.</param>
internal sealed record GlbContainer(byte[] Json, byte[]? Data)
{
    private const uint JsonChunk = 0x4E4F534A;
    private const uint DataChunk = 0x004E4942;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("glTF"u8);

    /// <exception cref="InputException">The container is broken; names the byte.</exception>
    public static GlbContainer Read(string name, byte[] file)
    {
        if (file.Length < 12)
        {
            throw Fail(name, file.Length, "the header of 12 bytes is cut off");
        }

        uint version = Word(file, 4);
        if (version != 2)
        {
            throw Fail(name, 4, $"the container's version is {version}; 2 is read");
        }

        // Bytes after the end that the header names are no part of the file.
        uint length = Word(file, 8);
        if (length > file.Length || length < 20)
        {
            throw Fail(name, 8, $"the header says {length} bytes, the file has {file.Length}");
        }

        byte[]? json = null;
        byte[]? data = null;
        for (int at = 12, chunk = 0; at < length; chunk++)
        {
            if (length - at < 8)
            {
                throw Fail(name, at, "a chunk's header is cut off");
            }

            (uint size, uint type) = (Word(file, at), Word(file, at + 4));
            if (size % 4 != 0 || size > length - at - 8)
            {
                throw Fail(name, at, $"a chunk of {size} bytes is not a whole number of 4, or does not fit in the file");
            }

            byte[] content = file[(at + 8)..(at + 8 + (int)size)];
            at += 8 + (int)size;
            switch (type)
            {
                case JsonChunk when chunk == 0 && size > 0:
                    json = !content.AsSpan().StartsWith(Encoding.UTF8.Preamble)
                        ? content
                        : throw Fail(name, at - (int)size, "its JSON begins with a byte order mark");
                    break;
                case DataChunk when chunk == 1:
                    data = content;
                    break;
                case JsonChunk or DataChunk:
                    throw Fail(name, at - (int)size - 8, "a chunk of JSON or of data is empty, stands twice, or stands in the wrong place");
                default:
                    if (chunk == 0)
                    {
                        throw Fail(name, 12, "the first chunk is not JSON");
                    }

                    break;
            }
        }

        return new GlbContainer(json ?? throw Fail(name, 12, "there is no chunk of JSON"), data);
    }

    private static uint Word(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static InputException Fail(string name, int at, string problem) =>
        new(new InputError(name, 0, 0, "", $"The binary glTF file is broken at byte {at}: {problem}.", "Export it again, or restore it."));
}
