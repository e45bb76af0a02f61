using SceneForge.World.Models;
using SharpGLTF.Schema2;
using TextureTransform = SceneForge.World.Models.TextureTransform;

namespace SceneForge.Gltf.Materials;

/// <summary>Texture maps as the project lays them out, from those of glTF 2.0 (3.9).</summary>
internal sealed class MapMaker(PictureReader pictures)
{
    // By reference: images are not compared by their texels.
    private readonly Dictionary<(string, TextureImage, TextureImage?, double), TextureImage> _made = [];

    /// <summary>The map of a channel as it is; null where it has none.</summary>
    public TextureMap? Of(MaterialChannel channel)
    {
        if (channel.Texture is not { } texture || texture.PrimaryImage is not { } image)
        {
            return null;
        }

        TextureTransform? t = channel.TextureTransform is { } given
            ? new TextureTransform(given.Scale.X, given.Scale.Y, given.Rotation, given.Offset.X, given.Offset.Y)
            : null;
        TextureSampler? sampler = texture.Sampler;
        int set = channel.TextureTransform?.TextureCoordinateOverride ?? channel.TextureCoordinate;
        return new TextureMap(pictures.Read(image.LogicalIndex), CoordinateUnit.Image, t ?? TextureTransform.Identity, Wrap(sampler?.WrapS),
            Wrap(sampler?.WrapT), sampler?.MagFilter == TextureInterpolationFilter.NEAREST ? TextureFilter.Nearest : TextureFilter.Linear,
            Math.Min(set, 1));
    }

    /// <summary>Normals with y towards greater v, as the project has them; glTF's look the other way.</summary>
    /// <param name="scale">Of x and y.</param>
    public TextureMap Normal(TextureMap map, double scale) => map with
    {
        Image = Make("normal", map.Image, null, scale, (source, _, target) =>
        {
            for (int i = 0; i < source.Length; i += 4)
            {
                double x = (source[i] / 127.5 - 1) * scale;
                double y = (1 - source[i + 1] / 127.5) * scale;
                double z = Math.Max(source[i + 2] / 127.5 - 1, 0);
                double length = Math.Sqrt(x * x + y * y + z * z);
                length = length > 0 ? length : 1;
                (target[i], target[i + 1], target[i + 2], target[i + 3]) = (Byte(x / length), Byte(y / length), Byte(z / length), 255);
            }
        }),
    };

    /// <summary>Roughness and metalness with the occlusion of the other map, or with none.</summary>
    /// <param name="strength">Of the occlusion: 1 takes it whole.</param>
    public TextureMap Orm(TextureMap roughness, TextureMap? occlusion, double strength) => roughness with
    {
        Image = Make("orm", roughness.Image, occlusion?.Image, strength, (source, other, target) =>
        {
            for (int i = 0; i < source.Length; i += 4)
            {
                target[i] = other is null ? (byte)255 : Occlusion(other[i], strength);
                (target[i + 1], target[i + 2], target[i + 3]) = (source[i + 1], source[i + 2], 255);
            }
        }),
    };

    /// <summary>Occlusion alone: roughness and metalness are their factors.</summary>
    public TextureMap Occluded(TextureMap occlusion, double strength) => occlusion with
    {
        Image = Make("occlusion", occlusion.Image, null, strength, (source, _, target) =>
        {
            for (int i = 0; i < source.Length; i += 4)
            {
                (target[i], target[i + 1], target[i + 2], target[i + 3]) = (Occlusion(source[i], strength), 255, 255, 255);
            }
        }),
    };

    private static byte Occlusion(byte value, double strength) => (byte)Math.Round(255 + strength * (value - 255));

    private static byte Byte(double n) => (byte)Math.Clamp(Math.Round((n + 1) * 127.5), 0, 255);

    private static TextureWrap Wrap(TextureWrapMode? mode) => mode switch
    {
        TextureWrapMode.CLAMP_TO_EDGE => TextureWrap.Clamp,
        TextureWrapMode.MIRRORED_REPEAT => TextureWrap.Mirror,
        _ => TextureWrap.Repeat,
    };

    // The other image is of the same size.
    private TextureImage Make(string kind, TextureImage image, TextureImage? other, double factor, Action<byte[], byte[]?, byte[]> fill)
    {
        (string, TextureImage, TextureImage?, double) key = (kind, image, other, factor);
        if (!_made.TryGetValue(key, out TextureImage? made))
        {
            byte[] rgba = new byte[image.Rgba.Length];
            fill(image.Rgba, other?.Rgba, rgba);
            made = _made[key] = new TextureImage($"{image.Name} ({kind})", image.Width, image.Height, rgba);
        }

        return made;
    }
}
