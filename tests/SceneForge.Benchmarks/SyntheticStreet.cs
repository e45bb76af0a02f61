using SceneForge.Sensors.Labels;

namespace SceneForge.Benchmarks;

/// <summary>
/// A street made by formula where no rendered frame is at hand: sky gradient, textured road and walls, leaves, cars, with the
/// channels that belong to them.
/// </summary>
internal static class SyntheticStreet
{
    private const int Width = 1280;
    private const int Height = 720;
    private const double Focal = 1000;
    private const double EyeHeight = 1.5;
    private const double WallDistance = 7;

    public static (byte[] Rgb, Channels Channels) Make()
    {
        byte[] rgb = new byte[Width * Height * 3];
        Channels channels = new()
        {
            Width = Width,
            Height = Height,
            Depth = new float[Width * Height],
            Segment = new ushort[Width * Height],
            Semantic = new byte[Width * Height],
            Instance = new ushort[Width * Height],
            Normal = new float[Width * Height * 3],
            Flow = new float[Width * Height * 2],
        };
        for (int i = 0; i < Width * Height; i++)
        {
            Shade(i % Width, i / Width, rgb.AsSpan(i * 3, 3), channels, i);
        }

        return (rgb, channels);
    }

    private static void Shade(int x, int y, Span<byte> color, Channels channels, int i)
    {
        double dx = (x + 0.5 - Width / 2.0) / Focal;
        double dy = (y + 0.5 - Height / 2.0) / Focal;
        double toGround = dy > 0 ? EyeHeight / dy : double.PositiveInfinity;
        double toWall = Math.Abs(dx) > 0 ? WallDistance / Math.Abs(dx) : double.PositiveInfinity;
        double z = Math.Min(toGround, toWall);
        bool sky = z > 120 || (toWall < toGround && dy * toWall < -5 - 2 * Noise((int)Math.Floor(toWall / 12), dx < 0 ? 1 : 2));
        if (sky)
        {
            double light = 1 + dy;
            Set(color, 120 * light, 160 * light, 220 * light);
            channels.Depth[i] = float.PositiveInfinity;
            channels.Flow.AsSpan(2 * i, 2).Fill(float.NaN);
            return;
        }

        bool ground = toGround < toWall;
        double u = z;
        double v = ground ? dx * z : dy * z;
        int house = ground ? 0 : 1 + (int)(u / 12) + (dx < 0 ? 20 : 0);
        double grain = Noise((int)Math.Floor(u * 60), (int)Math.Floor(v * 60)) * 0.6 + Noise(x, y) * 0.15;
        bool window = !ground && u % 3 > 1.2 && Math.Abs(v % 2.6) > 1.1;
        double brightness = window ? 0.3 : 0.7 + 0.35 * grain / (1 + z / 40);
        double tint = ground ? 0.9 : 0.6 + 0.4 * Noise(house, 7);
        Set(color, 110 * brightness, 104 * brightness * tint, 98 * brightness * tint);
        channels.Depth[i] = (float)z;
        channels.Segment[i] = (ushort)(ground ? 1 : house * 7 + (window ? 1 : 0));
        channels.Semantic[i] = (byte)(ground ? 1 : 6);
        channels.Instance[i] = (ushort)(window ? 1000 + house : 0);
        channels.Normal[3 * i] = ground ? 0 : dx < 0 ? 1 : -1;
        channels.Normal[3 * i + 1] = ground ? -1 : 0;

        // The camera moves 1 m ahead.
        channels.Flow[2 * i] = (float)(dx * Focal * (z / Math.Max(z - 1, 0.1) - 1));
        channels.Flow[2 * i + 1] = (float)(dy * Focal * (z / Math.Max(z - 1, 0.1) - 1));
    }

    private static void Set(Span<byte> color, double r, double g, double b)
    {
        color[0] = (byte)Math.Clamp(r, 0, 255);
        color[1] = (byte)Math.Clamp(g, 0, 255);
        color[2] = (byte)Math.Clamp(b, 0, 255);
    }

    private static double Noise(int x, int y)
    {
        uint h = (uint)x * 0x9E3779B1 ^ (uint)y * 0x85EBCA77;
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return (h ^ (h >> 15)) / 4294967296.0;
    }
}
