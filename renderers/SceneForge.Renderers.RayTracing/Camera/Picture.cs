using System.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>Takes one picture in passes over tiles of pixels: what is seen, how open it lies, how bright it is.</summary>
internal sealed class Picture(PictureScene scene, int jobs)
{
    private const int Tile = 16;

    private readonly CameraModel _model = scene.Shot.Camera.Model;
    // A rolling shutter poses what moves once a row, so whole rows are cast.
    private readonly int _seeWidth = scene.Shot.Camera.Shutter.IsRolling ? scene.Shot.Camera.Model.Width : Tile;
    private readonly RayHit[] _hits = new RayHit[scene.Shot.Camera.Model.Width * scene.Shot.Camera.Model.Height];

    public Observation Take(CancellationToken cancellation)
    {
        AmbientOcclusionPass occlusion = new(scene, _hits);
        SurfaceShader shader = new(scene);
        FallingVeil veil = new(scene);
        byte[] rgb = new byte[3 * _hits.Length];
        ForEachTile(_seeWidth, See, cancellation);
        ForEachTile(Tile, (x0, y0, x1, y1) => Occlude(occlusion, x0, y0, x1, y1), cancellation);
        ForEachTile(Tile, (x0, y0, x1, y1) => Shade(occlusion, shader, veil, rgb, x0, y0, x1, y1), cancellation);
        int[] instance = new int[_hits.Length];
        int[] triangle = new int[_hits.Length];
        for (int i = 0; i < _hits.Length; i++)
        {
            instance[i] = _hits[i].Instance;
            triangle[i] = _hits[i].Triangle;
        }

        return new Observation(scene.Shot, rgb, new Visibility(_model.Width, _model.Height, instance, triangle));
    }

    private void See(int x0, int y0, int x1, int y1)
    {
        for (int y = y0; y < y1; y++)
        {
            scene.Pixels.CastRow(x0, y, _hits.AsSpan(y * _model.Width + x0, x1 - x0));
        }
    }

    private void Occlude(AmbientOcclusionPass occlusion, int x0, int y0, int x1, int y1)
    {
        for (int y = y0; y < y1; y++)
        {
            for (int x = x0; x < x1; x++)
            {
                RayHit hit = _hits[y * _model.Width + x];
                if (hit.IsHit)
                {
                    Ray ray = scene.AtFrameTime(scene.Pixels.Through(x + 0.5, y + 0.5, y), hit, y);
                    float distance = hit.T * ray.Direction.Length();
                    occlusion.Cast(x, y, scene.Describe(ray.Origin, ray.Direction, hit, distance, y), distance);
                }
            }
        }
    }

    private void Shade(AmbientOcclusionPass occlusion, SurfaceShader shader, FallingVeil veil, byte[] rgb, int x0, int y0, int x1, int y1)
    {
        int samples = scene.Shot.Camera.Supersampling;
        Span<byte> sample = stackalloc byte[3];
        for (int y = y0; y < y1; y++)
        {
            for (int x = x0; x < x1; x++)
            {
                int pixel = y * _model.Width + x;
                RayHit center = _hits[pixel];
                (float Sky, float Sun) open = center.IsHit ? occlusion.Mean(x, y) : (1, 1);
                (int R, int G, int B) sum = default;
                for (int i = 0; i < samples * samples; i++)
                {
                    (double u, double v) = (x + (i % samples + 0.5) / samples, y + (i / samples + 0.5) / samples);
                    Ray ray = scene.Pixels.Through(u, v, y);
                    RayHit hit = samples > 1 ? scene.Pixels.Cast(ray, y) : center;

                    // Averaged after the tone curve: bright light would leave jagged edges otherwise.
                    scene.Tone.Write(Luminance(shader, veil, ray, hit, y, new Vector2((float)u, (float)v), open), sample);
                    sum = (sum.R + sample[0], sum.G + sample[1], sum.B + sample[2]);
                }

                int half = samples * samples / 2;
                rgb[3 * pixel] = (byte)((sum.R + half) / (samples * samples));
                rgb[3 * pixel + 1] = (byte)((sum.G + half) / (samples * samples));
                rgb[3 * pixel + 2] = (byte)((sum.B + half) / (samples * samples));
            }
        }
    }

    private Vector3 Luminance(SurfaceShader shader, FallingVeil veil, Ray ray, RayHit hit, int row, Vector2 pixel, (float Sky, float Sun) open)
    {
        // Where the lens sees nothing, the sensor lies in the dark.
        if (ray.IsEmpty)
        {
            return Vector3.Zero;
        }

        Ray seen = scene.AtFrameTime(ray, hit, row);
        float length = seen.Direction.Length();
        Vector3 view = seen.Direction / length;
        if (!hit.IsHit)
        {
            return veil.Through(shader.Background(view), view, float.PositiveInfinity, pixel);
        }

        float distance = hit.T * length;
        SurfacePoint point = scene.Describe(seen.Origin, seen.Direction, hit, distance, row);
        return veil.Through(shader.Shade(point, view, distance, row, open), view, distance, pixel);
    }

    private void ForEachTile(int width, Action<int, int, int, int> work, CancellationToken cancellation)
    {
        int columns = (_model.Width + width - 1) / width;
        int rows = (_model.Height + Tile - 1) / Tile;
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancellation };
        Parallel.For(0, columns * rows, options, tile =>
        {
            int x = tile % columns * width;
            int y = tile / columns * Tile;
            work(x, y, Math.Min(x + width, _model.Width), Math.Min(y + Tile, _model.Height));
        });
    }
}
