using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Sensors.Textures;

/// <summary>One texture map, ready to be asked: through the mesh's coordinates and a footprint, by trilinear filtering.</summary>
internal sealed class MapSampler
{
    private const double Ln2 = 0.693147180559945309;

    private readonly MipImage _image;
    private readonly Vector2 _repeat;
    private readonly Vector2 _offset;
    private readonly float _cosine;
    private readonly float _sine;
    private readonly float _texel;

    public MapSampler(TextureMap map, bool isSrgb)
    {
        TextureTransform t = map.Transform;
        Map = map;
        _image = MipImage.Of(map.Image, isSrgb);
        _repeat = new Vector2((float)(1 / t.ScaleU), (float)(1 / t.ScaleV));
        _offset = new Vector2((float)t.OffsetU, (float)t.OffsetV);
        _cosine = (float)StrictMath.Cos(t.Rotation);
        _sine = (float)StrictMath.Sin(t.Rotation);
        _texel = (float)Math.Sqrt(Math.Abs(1 / t.ScaleU * (1 / t.ScaleV))) / (float)Math.Sqrt((double)map.Image.Width * map.Image.Height);
    }

    public TextureMap Map { get; }

    /// <param name="coordinates">The mesh's, of the map's set.</param>
    /// <param name="footprint">Width of the pixel in the coordinates' unit.</param>
    /// <returns>Linear RGBA.</returns>
    public Vector4 Sample(Vector2 coordinates, float footprint)
    {
        Vector2 uv = coordinates / _repeat;
        if (_sine != 0 || _cosine != 1)
        {
            uv = new Vector2(_cosine * uv.X + _sine * uv.Y, _cosine * uv.Y - _sine * uv.X);
        }

        float level = Math.Clamp((float)(StrictMath.Log(Math.Max(footprint / _texel, 1)) / Ln2), 0, _image.Levels - 1);
        return _image.Sample(uv + _offset, level, Map);
    }
}
