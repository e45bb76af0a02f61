using SceneForge.Base.Input;
using SceneForge.Frames.Pictures;
using SceneForge.Gltf.Documents;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Materials;

/// <summary>Decodes a model's pictures, each once.</summary>
internal sealed class PictureReader(GltfDocument document)
{
    private readonly IReadOnlyList<JsonNode> _images = document.Json.Find("images")?.Items() ?? [];
    private readonly Dictionary<int, TextureImage> _decoded = [];
    private long _texels;

    public int Count => _images.Count;

    /// <summary>A picture, row 0 on top, as its file has it.</summary>
    /// <exception cref="InputException">It cannot be decoded, or is too large.</exception>
    public TextureImage Read(int index)
    {
        if (_decoded.TryGetValue(index, out TextureImage? known))
        {
            return known;
        }

        JsonNode node = _images[index];
        byte[] file = Bytes(node);
        string name = node.Find("name") is { IsString: true } given && given.AsString().Length > 0 ? given.AsString() : $"image {index}";
        if (PictureHead.Read(file) is not { } head)
        {
            throw node.Fail("The picture is no PNG, JPEG or WebP file, or is cut off.", "Convert it to PNG.");
        }

        _texels += (long)head.Width * head.Height;
        if (head.Width > TextureImage.LongestSide || head.Height > TextureImage.LongestSide || _texels > document.Limits.Texels)
        {
            throw node.Fail($"The picture has {head.Width} x {head.Height} texels, the file {_texels} up to here.",
                $"Scale pictures down: {TextureImage.LongestSide} a side and {document.Limits.Texels} in all are read.");
        }

        try
        {
            byte[] rgba = PictureFile.ReadRgba8(file, document.Path, out int width, out int height);
            return _decoded[index] = new TextureImage(name, width, height, rgba);
        }
        catch (InputException e)
        {
            throw node.Fail(e.Errors[0].Message, "Restore the picture, or convert it to PNG.");
        }
    }

    private byte[] Bytes(JsonNode image)
    {
        if (image.Find("uri") is { } uri)
        {
            return document.Resources.Read(uri);
        }

        JsonNode view = document.Json.Get("bufferViews").Items()[image.Get("bufferView").AsInteger()];
        byte[] data = document.Buffers[view.Get("buffer").AsInteger()];
        int start = view.Find("byteOffset")?.AsInteger() ?? 0;
        return data.Length > 0
            ? data[start..(start + view.Get("byteLength").AsInteger())]
            : throw view.Get("buffer").Fail("The buffer's data is not in the file.", "Give the buffer a \"uri\".");
    }
}
