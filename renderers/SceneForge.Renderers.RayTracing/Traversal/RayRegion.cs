using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// The space that rays can reach, as intervals: at a distance t the coordinates of their points lie within those of their origins plus t times
/// those of their directions.
/// </summary>
internal readonly struct RayRegion
{
    private readonly Bounds _origins;
    private readonly Bounds _directions;
    private readonly float _minT;
    private readonly float _maxT;

    /// <param name="rays">One at least.</param>
    public RayRegion(ReadOnlySpan<Ray> rays)
    {
        // As the numbers of a Ray stand: origin, direction, MinT, MaxT.
        ReadOnlySpan<Vector256<float>> rows = MemoryMarshal.Cast<Ray, Vector256<float>>(rays);
        (Vector256<float> least, Vector256<float> greatest) = (rows[0], rows[0]);
        foreach (Vector256<float> row in rows)
        {
            least = Vector256.MinNative(least, row);
            greatest = Vector256.MaxNative(greatest, row);
        }

        _origins = new Bounds(new Vector3(least[0], least[1], least[2]), new Vector3(greatest[0], greatest[1], greatest[2]));
        _directions = new Bounds(new Vector3(least[3], least[4], least[5]), new Vector3(greatest[3], greatest[4], greatest[5]));
        _minT = least[6];
        _maxT = greatest[7];
    }

    /// <summary>False only where no ray meets the box, but for rounding.</summary>
    public bool MayMeet(in Bounds box)
    {
        float enter = _minT;
        float leave = _maxT;
        Vector3 ahead = box.Max - _origins.Min;
        Vector3 behind = _origins.Max - box.Min;
        Keep(_directions.Min.X, ahead.X, ref enter, ref leave);
        Keep(_directions.Min.Y, ahead.Y, ref enter, ref leave);
        Keep(_directions.Min.Z, ahead.Z, ref enter, ref leave);
        Keep(-_directions.Max.X, behind.X, ref enter, ref leave);
        Keep(-_directions.Max.Y, behind.Y, ref enter, ref leave);
        Keep(-_directions.Max.Z, behind.Z, ref enter, ref leave);
        return enter <= leave;
    }

    // Those t of which t x slope <= room.
    private static void Keep(float slope, float room, ref float enter, ref float leave)
    {
        if (slope > 0)
        {
            leave = Math.Min(leave, room / slope);
        }
        else if (slope < 0)
        {
            enter = Math.Max(enter, room / slope);
        }
        else if (room < 0)
        {
            leave = float.NegativeInfinity;
        }
    }
}
