using System.Numerics;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Base.Geometry;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// Heights of what stands around the camera, seen from above: how much of the sky buildings and vehicles take from a place.
/// Foliage is left out, since light comes through it.
/// </summary>
internal sealed class CanopyMap(GL gl, MeshArena arena) : IDisposable
{
    private const int Size = 512;
    private const double HalfWidth = 32;
    private const double Depth = 64;

    private readonly DepthMaps _maps = new(gl, arena, Size, 1);
    private WorldScene? _scene;
    private bool[] _opaque = [];

    public GpuTexture Texture => _maps.Texture;

    public void Draw(WorldScene scene, InstanceTable instances, int layout, Pose worldFromCamera, ref FrameUniforms frame)
    {
        if (!ReferenceEquals(scene, _scene))
        {
            _scene = scene;
            // A hall's light comes from its walls and ceiling too: nothing above keeps it off.
            bool isHall = scene.Timeline.Conditions.Hall is not null;
            _opaque = [.. scene.Timeline.Instances.Select(i => !isHall && i.Materials.All(m => m.Translucency == 0))];
        }

        Double3 eye = worldFromCamera.Translation;
        Double3 ahead = worldFromCamera.ApplyDirection(Double3.UnitZ);
        Double3 level = new Double3(ahead.X, ahead.Y, 0).Normalized();
        DepthView view = DepthView.Parallel(eye + level * (HalfWidth * 0.75), Double3.UnitZ, HalfWidth, Depth);
        _maps.Draw(0, view, scene, instances, layout, i => _opaque[i]);
        frame.CanopyX = DepthView.Relative(view.X, eye).ToSingle();
        frame.CanopyY = DepthView.Relative(view.Y, eye).ToSingle();
        Vector4 z = DepthView.Relative(view.Z, eye).ToSingle();

        // Height over the camera from depth d: (w - d) * 2 * Depth.
        frame.CanopyZ = new Vector4(z.W, (float)(2 * Depth), (float)HalfWidth, 0);
    }

    public void Dispose() => _maps.Dispose();
}
