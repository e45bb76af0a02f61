using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Sensors.Cameras;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>The lamps that matter for a picture, and which of them reach each tile of 32 x 32 pixels.</summary>
internal sealed class LampSet(GL gl) : IDisposable
{
    public const int TileSize = 32;
    private const int MaxLamps = 32;
    private const double MaxRange = 90;

    // A lamp's reach ends where it gives this share of the light that the exposure takes for white.
    private const float Faintest = 0.002f;

    // In place of the cosine of the inner angle, tells the shader to take the low beam's pattern.
    private const float LowBeam = -2;

    private readonly GpuBuffer _lamps = new(gl, GLEnum.StreamDraw, GLEnum.Rgba32f);
    private readonly GpuBuffer _tiles = new(gl, GLEnum.StreamDraw, GLEnum.R32ui);

    /// <summary>Lamps of the last picture.</summary>
    public int Count { get; private set; }

    /// <summary>Fills <c>Weather.Z</c> and <c>Size.W</c> of the frame.</summary>
    /// <param name="switches">See <see cref="LampSwitch"/>, one an object.</param>
    public void Fill(WorldSnapshot snapshot, ReadOnlySpan<int> switches, CameraModel camera, Pose worldFromCamera, float exposure, ref FrameUniforms frame)
    {
        List<Candidate> found = [];
        WorldTimeline timeline = snapshot.Timeline;
        Pose cameraFromWorld = worldFromCamera.Inverse();
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            foreach (Lamp lamp in timeline.Objects[i].Model.Lamps)
            {
                if ((switches[i] >> (int)lamp.Kind & 1) != 0)
                {
                    Add(found, lamp, snapshot.WorldFromInstance[timeline.FirstInstance(i) + lamp.Node], worldFromCamera, cameraFromWorld, exposure);
                }
            }
        }

        found.Sort((a, b) => b.Weight.CompareTo(a.Weight));
        int count = Math.Min(found.Count, MaxLamps);
        int columns = (camera.Width + TileSize - 1) / TileSize;
        int rows = (camera.Height + TileSize - 1) / TileSize;
        Entry[] entries = new Entry[Math.Max(1, count)];
        uint[] tiles = new uint[columns * rows];
        for (int k = 0; k < count; k++)
        {
            entries[k] = found[k].Entry;
            Mark(tiles, columns, rows, k, found[k], camera);
        }

        _lamps.Upload<Entry>(entries);
        _tiles.Upload<uint>(tiles);
        Count = count;
        frame.Weather.Z = count;
        frame.Size.W = columns;
    }

    public void Bind(uint lampUnit, uint tileUnit)
    {
        gl.BindTextureUnit(lampUnit, _lamps.Texture);
        gl.BindTextureUnit(tileUnit, _tiles.Texture);
    }

    public void Dispose()
    {
        _lamps.Dispose();
        _tiles.Dispose();
    }

    private static void Add(List<Candidate> found, Lamp lamp, Pose worldFromNode, Pose worldFromCamera, Pose cameraFromWorld, float exposure)
    {
        Double3 place = worldFromNode.Apply(lamp.Position);
        Double3 axis = worldFromNode.ApplyDirection(lamp.Direction);
        Vector3 light = lamp.Intensity * exposure;
        float strongest = Math.Max(light.X, Math.Max(light.Y, light.Z));
        double range = Math.Min(Math.Sqrt(strongest / Faintest), MaxRange);

        // What it lights lies within the sphere around the middle of its cone.
        double reach = lamp.OuterAngle < Math.PI / 4 ? range * 0.5 / Math.Cos(lamp.OuterAngle) : range;
        Double3 middle = lamp.OuterAngle < Math.PI / 4 ? place + axis * reach : place;
        Double3 inCamera = cameraFromWorld.Apply(middle);
        if (inCamera.Z < -reach || range < 0.1)
        {
            return;
        }

        double distance = (middle - worldFromCamera.Translation).Length;
        double weight = strongest / (1 + Math.Max(0, distance - reach) * Math.Max(0, distance - reach));
        Entry entry = new(
            new Vector4((place - worldFromCamera.Translation).ToSingle(), (float)range),
            new Vector4(axis.ToSingle(), (float)Math.Cos(Math.Min(lamp.OuterAngle, Math.PI - 1e-3))),
            new Vector4(light, lamp.Kind == LampKind.HeadLamp ? LowBeam : (float)Math.Cos(Math.Min(lamp.InnerAngle, Math.PI - 2e-3))));
        found.Add(new Candidate(weight, inCamera, reach, entry));
    }

    /// <summary>Sets the lamp's bit in the tiles that its sphere may cover.</summary>
    private static void Mark(uint[] tiles, int columns, int rows, int lamp, Candidate candidate, CameraModel camera)
    {
        (int x0, int x1, int y0, int y1) = (0, columns - 1, 0, rows - 1);
        Double3 c = candidate.Middle;
        double nearest = c.Z - candidate.Reach;
        if (nearest > 0.1)
        {
            // The box around the sphere is nearest at its front face, where it looks widest.
            x0 = Tile(Math.Min(camera.Fx * (c.X - candidate.Reach) / nearest, camera.Fx * (c.X - candidate.Reach) / (c.Z + candidate.Reach)) + camera.Cx, columns);
            x1 = Tile(Math.Max(camera.Fx * (c.X + candidate.Reach) / nearest, camera.Fx * (c.X + candidate.Reach) / (c.Z + candidate.Reach)) + camera.Cx, columns);
            y0 = Tile(Math.Min(camera.Fy * (c.Y - candidate.Reach) / nearest, camera.Fy * (c.Y - candidate.Reach) / (c.Z + candidate.Reach)) + camera.Cy, rows);
            y1 = Tile(Math.Max(camera.Fy * (c.Y + candidate.Reach) / nearest, camera.Fy * (c.Y + candidate.Reach) / (c.Z + candidate.Reach)) + camera.Cy, rows);
        }

        for (int y = y0; y <= y1; y++)
        {
            for (int x = x0; x <= x1; x++)
            {
                tiles[y * columns + x] |= 1u << lamp;
            }
        }
    }

    private static int Tile(double pixel, int count) => (int)Math.Clamp(Math.Floor(pixel / TileSize), 0, count - 1);

    private readonly record struct Candidate(double Weight, Double3 Middle, double Reach, Entry Entry);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(Vector4 Place, Vector4 Axis, Vector4 Light);
}
