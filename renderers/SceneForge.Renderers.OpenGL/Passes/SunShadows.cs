using System.Numerics;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Cascaded shadow maps of the sun: squares of growing size ahead of the camera.</summary>
internal sealed class SunShadows : IDisposable
{
    /// <summary>Half widths, metres.</summary>
    private static readonly double[] HalfWidths = [9, 27, 80, 240];

    private const int Size = 1536;

    // How far towards and away from the sun casters are kept apart; nearer ones are clamped, which casts the same shadow.
    private const double Depth = 200;

    private readonly DepthMaps _maps;

    public SunShadows(GL gl, MeshArena arena)
    {
        _maps = new DepthMaps(gl, arena, Size, HalfWidths.Length);
        _maps.Texture.SetFilter(GLEnum.Linear, GLEnum.Linear);
        gl.TextureParameter(_maps.Texture.Name, GLEnum.TextureCompareMode, (int)GLEnum.CompareRefToTexture);
        gl.TextureParameter(_maps.Texture.Name, GLEnum.TextureCompareFunc, (int)GLEnum.Lequal);
    }

    public GpuTexture Texture => _maps.Texture;

    /// <summary>Draws the cascades and tells the shader where they lie; none where the sun gives no light worth a shadow.</summary>
    public void Draw(WorldScene scene, InstanceTable instances, int layout, Pose worldFromCamera, ref FrameUniforms frame)
    {
        SkyLight light = scene.Light;
        if (light.SunDirection.Z <= 0 || Luma(light.SunIlluminance) < 0.01f * Luma(light.Illuminance(Double3.UnitZ)))
        {
            return;
        }

        Double3 ahead = worldFromCamera.ApplyDirection(Double3.UnitZ);
        Double3 level = new Double3(ahead.X, ahead.Y, 0).Normalized();
        for (int i = 0; i < HalfWidths.Length; i++)
        {
            Double3 target = worldFromCamera.Translation + level * (HalfWidths[i] * 0.75);
            DepthView view = DepthView.Parallel(target, light.SunDirection, HalfWidths[i], Depth);
            _maps.Draw(i, view, scene, instances, layout, _ => true);
            frame.ShadowX[i] = DepthView.Relative(view.X, worldFromCamera.Translation).ToSingle();
            frame.ShadowY[i] = DepthView.Relative(view.Y, worldFromCamera.Translation).ToSingle();
            frame.ShadowZ[i] = DepthView.Relative(view.Z, worldFromCamera.Translation).ToSingle();
            frame.ShadowTexel[i] = new Vector4((float)(view.Width / Size), (float)(0.5 / Depth), 0, 0);
        }

        frame.Weather.W = HalfWidths.Length;
    }

    public void Dispose() => _maps.Dispose();

    private static float Luma(Vector3 rgb) => Vector3.Dot(rgb, new Vector3(0.2126f, 0.7152f, 0.0722f));
}
