using System.Numerics;
using System.Runtime.CompilerServices;

namespace SceneForge.World.Materials;

/// <summary>A tile on which blades and leaves are laid over each other; what is higher hides what is lower. Wraps at its edges.</summary>
internal sealed class SplatCanvas
{
    private readonly Texel[] _texels;

    public SplatCanvas(int size, Texel ground)
    {
        Size = size;
        _texels = new Texel[size * size];
        Array.Fill(_texels, ground);
    }

    public int Size { get; }

    public Texel[] Texels => _texels;

    /// <summary>Lays a pointed leaf along a line; its rim hangs lower than its midrib.</summary>
    /// <param name="x">Foot, in texels.</param>
    /// <param name="dx">From the foot to the tip, in texels.</param>
    /// <param name="width">Largest half width, texels.</param>
    /// <param name="low">Height of the foot, metres.</param>
    /// <param name="high">Height of the tip, metres.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Leaf(float x, float y, float dx, float dy, float width, Vector3 albedo, float roughness, float low, float high)
    {
        float length2 = dx * dx + dy * dy;
        float length = MathF.Sqrt(length2);
        int reach = (int)MathF.Ceiling(width) + 1;
        int x0 = (int)MathF.Floor(Math.Min(x, x + dx)) - reach;
        int x1 = (int)MathF.Ceiling(Math.Max(x, x + dx)) + reach;
        int y0 = (int)MathF.Floor(Math.Min(y, y + dy)) - reach;
        int y1 = (int)MathF.Ceiling(Math.Max(y, y + dy)) + reach;
        for (int row = y0; row <= y1; row++)
        {
            for (int column = x0; column <= x1; column++)
            {
                float px = column + 0.5f - x;
                float py = row + 0.5f - y;
                float along = (px * dx + py * dy) / length2;
                float across = (px * dy - py * dx) / length;
                // A parabola makes both ends pointed.
                float half = width * 4 * along * (1 - along);
                if (along <= 0 || along >= 1 || MathF.Abs(across) > Math.Max(half, 0.5f))
                {
                    continue;
                }

                float rim = MathF.Abs(across) / Math.Max(half, 0.5f);
                float height = low + (high - low) * along - 0.25f * (high - low) * rim * rim;
                ref Texel texel = ref _texels[TileNoise.Wrap(row, Size) * Size + TileNoise.Wrap(column, Size)];
                if (height > texel.Height)
                {
                    texel = new Texel(albedo * (0.72f + 0.28f * along) * (1 - 0.15f * rim), roughness, height);
                }
            }
        }
    }
}
