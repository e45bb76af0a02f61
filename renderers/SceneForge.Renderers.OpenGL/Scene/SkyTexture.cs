using System.Numerics;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>The sky's luminance on an octahedral map with the zenith in its middle; coarser levels serve rough reflections.</summary>
internal static unsafe class SkyTexture
{
    private const int Size = 512;
    private const float Rim = 0.03f;
    private const float LargestHalf = 60000;

    /// <param name="scale">Brings luminance into the range of half floats.</param>
    public static GpuTexture Make(GL gl, SkyLight sky, float scale)
    {
        Vector4[] texels = new Vector4[Size * Size];
        Parallel.For(0, Size, y =>
        {
            for (int x = 0; x < Size; x++)
            {
                Vector3 direction = Octahedral.Unfold(new Vector2((x + 0.5f) / Size * 2 - 1, (y + 0.5f) / Size * 2 - 1));

                // A rim of sky goes on below the horizon, so that filtering mixes no ground into it.
                direction.Z = direction.Z is < Rim and > -Rim ? Rim : direction.Z;
                texels[y * Size + x] = new Vector4(Vector3.Min(Sample(sky, Vector3.Normalize(direction)) * scale, new Vector3(LargestHalf)), 1);
            }
        });

        GpuTexture texture = new(gl, GLEnum.Rgba16f, Size, Size, levels: BitOperations.Log2(Size));
        texture.SetFilter(GLEnum.LinearMipmapLinear, GLEnum.Linear);
        fixed (Vector4* first = texels)
        {
            gl.TextureSubImage2D(texture.Name, 0, 0, 0, Size, Size, GLEnum.Rgba, GLEnum.Float, first);
        }

        gl.GenerateTextureMipmap(texture.Name);
        return texture;
    }

    /// <summary>Bilinear luminance in a direction.</summary>
    public static Vector3 Sample(SkyLight sky, Vector3 direction)
    {
        double azimuth = Math.Atan2(direction.Y, direction.X) / (2 * Math.PI);
        double polar = Math.Acos(Math.Clamp(direction.Z, -1, 1)) / Math.PI;
        double column = (azimuth - Math.Floor(azimuth)) * SkyLight.Columns - 0.5;
        double row = Math.Clamp(polar * SkyLight.Rows - 0.5, 0, SkyLight.Rows - 1.001);
        int c = (int)Math.Floor(column);
        int r = (int)row;
        Vector3 At(int i, int j) => sky.Radiance[j * SkyLight.Columns + (i + SkyLight.Columns) % SkyLight.Columns];
        float fc = (float)(column - c);
        float fr = (float)(row - r);
        return StrictVector.Lerp(StrictVector.Lerp(At(c, r), At(c + 1, r), fc), StrictVector.Lerp(At(c, r + 1), At(c + 1, r + 1), fc), fr);
    }
}
