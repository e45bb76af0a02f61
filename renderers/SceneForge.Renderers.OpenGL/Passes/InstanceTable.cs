using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Pose, mesh and materials of every instance at one instant, relative to a camera, as the shader reads them.</summary>
internal sealed class InstanceTable(GL gl) : IDisposable
{
    private Affine[] _worldFromMesh = [];
    private Affine[] _relativeFromMesh = [];
    private Entry[] _entries = [];

    public GpuBuffer Buffer { get; } = new(gl, GLEnum.StreamDraw, GLEnum.Rgba32f);

    public ReadOnlySpan<Affine> WorldFromMesh => _worldFromMesh;

    /// <summary>Relative to the camera, with world axes.</summary>
    public ReadOnlySpan<Affine> RelativeFromMesh => _relativeFromMesh;

    public void Fill(WorldScene scene, WorldSnapshot snapshot, Double3 camera)
    {
        ReadOnlySpan<Pose> poses = snapshot.WorldFromInstance;
        if (_entries.Length != poses.Length)
        {
            _worldFromMesh = new Affine[poses.Length];
            _relativeFromMesh = new Affine[poses.Length];
            _entries = new Entry[poses.Length];
        }

        for (int i = 0; i < poses.Length; i++)
        {
            Affine world = Affine.From(poses[i]);
            Double3 shift = poses[i].Translation - camera;
            Affine affine = new(world.X with { W = shift.X }, world.Y with { W = shift.Y }, world.Z with { W = shift.Z });
            _worldFromMesh[i] = world;
            _relativeFromMesh[i] = affine;
            uint lamps = snapshot.States[scene.Timeline.Instances[i].Object].Lamps.Bits;
            _entries[i] = new Entry(affine.X.ToSingle(), affine.Y.ToSingle(), affine.Z.ToSingle(), scene.Slots[i]
                .FirstTriangle, scene.MaterialBase[i], lamps, 0);
        }

        Buffer.Upload<Entry>(_entries);
    }

    public void Dispose() => Buffer.Dispose();

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(Vector4 X, Vector4 Y, Vector4 Z, int FirstTriangle, int FirstMaterial, uint Lamps, int Unused);
}
