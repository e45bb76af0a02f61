using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>The lamps that matter for a picture, and which of them reach each tile of 32 x 32 pixels.</summary>
internal sealed class LampSet(GL gl) : IDisposable
{
    public const int TileSize = 32;
    private const int MaxLamps = 32;

    // In place of the cosine of the inner angle, tells the shader to take the low beam's pattern.
    private const float LowBeam = -2;

    private readonly GpuBuffer _lamps = new(gl, GLEnum.StreamDraw, GLEnum.Rgba32f);
    private readonly GpuBuffer _order = new(gl, GLEnum.StreamDraw, GLEnum.R32ui);
    private readonly GpuBuffer _tiles = new(gl, GLEnum.StreamDraw, GLEnum.R32ui);

    /// <summary>The lamps of the picture, those first that light most of what it shows.</summary>
    public IReadOnlyList<BurningLamp> Burning { get; private set; } = [];

    /// <summary>Tiles that lamps reach; they stand first in the order of tiles.</summary>
    public int LitTiles { get; private set; }

    public int Tiles { get; private set; }

    /// <summary>Finds the lamps that burn and reach into the picture.</summary>
    public void Collect(WorldSnapshot snapshot, Pose worldFromCamera, float exposure)
    {
        List<(double Weight, BurningLamp Lamp)> found = [];
        WorldTimeline timeline = snapshot.Timeline;
        Pose cameraFromWorld = worldFromCamera.Inverse();
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            Double3? shadowPlace = null;
            foreach (Lamp lamp in timeline.Objects[i].Model.Lamps)
            {
                if (!snapshot.States[i].Lamps.Burns(lamp.Channel))
                {
                    continue;
                }

                Pose worldFromNode = snapshot.WorldFromInstance[timeline.FirstInstance(i) + lamp.Node];
                Double3 place = worldFromNode.Apply(lamp.Position);
                if (lamp.Channel == LampChannel.LowBeam)
                {
                    shadowPlace ??= worldFromNode.Apply(new Double3(lamp.Position.X, 0, lamp.Position.Z));
                }

                BurningLamp burning = new(lamp, i, place, worldFromNode.ApplyDirection(lamp.Direction), shadowPlace
                    ?? place, !timeline.Objects[i].Track.IsStill, exposure);
                if (cameraFromWorld.Apply(burning.Middle).Z > -burning.Reach && burning.Range > 0.3)
                {
                    double beyond = Math.Max(0, (burning.Middle - worldFromCamera.Translation).Length - burning.Reach);
                    found.Add((burning.Strongest / (1 + beyond * beyond), burning));
                }
            }
        }

        Burning = [.. found.OrderByDescending(f => f.Weight).Take(MaxLamps).Select(f => f.Lamp)];
    }

    /// <summary>Hands the lamps to the shader; fills <c>Weather.Z</c> and <c>Size.W</c> of the frame.</summary>
    public void Upload(CameraModel camera, Pose worldFromCamera, ref FrameUniforms frame)
    {
        int columns = (camera.Width + TileSize - 1) / TileSize;
        int rows = (camera.Height + TileSize - 1) / TileSize;
        Entry[] entries = new Entry[Math.Max(1, Burning.Count)];
        uint[] tiles = new uint[columns * rows];
        Pose cameraFromWorld = worldFromCamera.Inverse();
        Double3 eye = worldFromCamera.Translation;
        for (int k = 0; k < Burning.Count; k++)
        {
            entries[k] = EntryOf(Burning[k], eye);
            Mark(tiles, columns, rows, k, cameraFromWorld.Apply(Burning[k].Middle), Burning[k].Reach, camera);
        }

        uint[] order = [.. Enumerable.Range(0, tiles.Length).Select(i => (uint)i).OrderBy(i => tiles[i] == 0)];
        _lamps.Upload<Entry>(entries);
        _tiles.Upload<uint>(tiles);
        _order.Upload<uint>(order);
        Tiles = tiles.Length;
        LitTiles = tiles.Count(mask => mask != 0);
        frame.Weather.Z = Burning.Count;
        frame.Size.W = columns;
    }

    public void Bind(uint lampUnit, uint tileUnit, uint orderUnit)
    {
        gl.BindTextureUnit(lampUnit, _lamps.Texture);
        gl.BindTextureUnit(tileUnit, _tiles.Texture);
        gl.BindTextureUnit(orderUnit, _order.Texture);
    }

    public void Dispose()
    {
        _lamps.Dispose();
        _order.Dispose();
        _tiles.Dispose();
    }

    private static Entry EntryOf(BurningLamp lamp, Double3 eye) => new(
        new Vector4((lamp.Place - eye).ToSingle(), (float)lamp.Range),
        new Vector4(lamp.Axis.ToSingle(), (float)Math.Cos(Math.Min(lamp.Lamp.OuterAngle, Math.PI - 1e-3))),
        new Vector4(lamp.Light, lamp.Lamp.Channel == LampChannel.LowBeam ? LowBeam : (float)Math.Cos(Math.Min(lamp.Lamp.InnerAngle, Math.PI - 2e-3))),
        new Vector4(lamp.Layer, (float)lamp.View.Near, (float)(lamp.View.Width / LampShadows.Size), 0),
        DepthView.Relative(lamp.View.X, eye).ToSingle(),
        DepthView.Relative(lamp.View.Y, eye).ToSingle(),
        DepthView.Relative(lamp.View.Z, eye).ToSingle());

    /// <summary>Sets the lamp's bit in the tiles that its sphere may cover.</summary>
    private static void Mark(uint[] tiles, int columns, int rows, int lamp, Double3 c, double reach, CameraModel camera)
    {
        (int x0, int x1, int y0, int y1) = (0, columns - 1, 0, rows - 1);
        double nearest = c.Z - reach;
        if (nearest > 0.1)
        {
            // The box around the sphere looks widest at its front face, or, off the axis, at its back.
            double farthest = c.Z + reach;
            x0 = Tile(Math.Min(camera.Fx * (c.X - reach) / nearest, camera.Fx * (c.X - reach) / farthest) + camera.Cx, columns);
            x1 = Tile(Math.Max(camera.Fx * (c.X + reach) / nearest, camera.Fx * (c.X + reach) / farthest) + camera.Cx, columns);
            y0 = Tile(Math.Min(camera.Fy * (c.Y - reach) / nearest, camera.Fy * (c.Y - reach) / farthest) + camera.Cy, rows);
            y1 = Tile(Math.Max(camera.Fy * (c.Y + reach) / nearest, camera.Fy * (c.Y + reach) / farthest) + camera.Cy, rows);
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

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(Vector4 Place, Vector4 Axis, Vector4 Light, Vector4 Shadow, Vector4 ShadowX, Vector4 ShadowY,
        Vector4 ShadowW);
}
