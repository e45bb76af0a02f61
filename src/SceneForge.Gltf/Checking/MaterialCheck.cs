using SceneForge.Base.Input;
using SceneForge.Gltf.Files;

namespace SceneForge.Gltf.Checking;

/// <summary>Pictures, textures and materials name what is there (glTF 2.0, 3.8 and 3.9).</summary>
internal static class MaterialCheck
{
    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/webp"];

    public static void Image(JsonNode image, GltfLists lists, GltfResources resources, List<string> remarks)
    {
        JsonNode? uri = image.Find("uri");
        JsonNode? view = image.Find("bufferView");
        if (uri is null == view is null)
        {
            throw image.Fail("A picture is either a file or a buffer view.", "Give one of \"uri\" and \"bufferView\".");
        }

        if (view is not null)
        {
            if (GltfLists.Item(view, lists.BufferViews, "buffer view").Find("byteStride") is not null)
            {
                throw view.Fail("The view of a picture has no stride.", "Export the file again.");
            }

            if (image.Find("mimeType") is null)
            {
                remarks.Add($"{image.Pointer}: the picture's type is missing; its first bytes tell.");
            }

            return;
        }

        string text = uri!.AsString();
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            && !PictureTypes.Any(t => text.StartsWith($"data:{t};", StringComparison.Ordinal)))
        {
            throw uri.Fail("The data is not said to be a picture.", $"Begin it with one of: {string.Join(", ", PictureTypes)}.");
        }

        _ = resources.Read(uri);
    }

    public static void Texture(JsonNode texture, GltfLists lists)
    {
        _ = GltfLists.FindItem(texture, "source", lists.Images, "image");
        _ = GltfLists.FindItem(texture, "sampler", lists.Samplers, "sampler");
        if (texture.Find("extensions")?.Find("EXT_texture_webp") is { } webp)
        {
            _ = GltfLists.Item(webp.Get("source"), lists.Images, "image");
        }
    }

    public static void Material(JsonNode material, GltfLists lists)
    {
        _ = material.Find("alphaMode")?.AsChoice("OPAQUE", "MASK", "BLEND");
        _ = material.Find("alphaCutoff")?.AsNumber(0);
        _ = material.Find("doubleSided")?.AsBoolean();
        Factors(material.Find("emissiveFactor"), 3);
        foreach (string name in (string[])["normalTexture", "occlusionTexture", "emissiveTexture"])
        {
            Info(material.Find(name), lists);
        }

        if (material.Find("pbrMetallicRoughness") is { } pbr)
        {
            Factors(pbr.Find("baseColorFactor"), 4);
            _ = pbr.Find("metallicFactor")?.AsNumber(0, 1);
            _ = pbr.Find("roughnessFactor")?.AsNumber(0, 1);
            Info(pbr.Find("baseColorTexture"), lists);
            Info(pbr.Find("metallicRoughnessTexture"), lists);
        }
    }

    private static void Factors(JsonNode? node, int count)
    {
        if (node is not null && node.Items().Count != count)
        {
            throw node.Fail($"Expected {count} numbers.", "Export the file again.");
        }

        foreach (JsonNode factor in node?.Items() ?? [])
        {
            _ = factor.AsNumber(0, 1);
        }
    }

    private static void Info(JsonNode? info, GltfLists lists)
    {
        if (info is null)
        {
            return;
        }

        _ = GltfLists.Item(info.Get("index"), lists.Textures, "texture");
        _ = info.Find("texCoord")?.AsInteger(0, 255);
        _ = info.Find("scale")?.AsNumber();
        _ = info.Find("strength")?.AsNumber(0, 1);
        if (info.Find("extensions")?.Find("KHR_texture_transform") is { } transform)
        {
            _ = transform.Find("rotation")?.AsNumber(-1e6, 1e6);
            foreach (JsonNode number in (transform.Find("offset")?.Items() ?? []).Concat(transform.Find("scale")?.Items() ?? []))
            {
                _ = number.AsNumber(-1e6, 1e6);
            }
        }
    }
}
