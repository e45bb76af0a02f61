using System.Globalization;
using System.Numerics;
using SceneForge.Base.Numerics;

namespace SceneForge.World.Materials;

/// <summary>Colours as people write them.</summary>
public static class Srgb
{
    /// <summary>Linear RGB of <c>#rrggbb</c> (IEC 61966-2-1).</summary>
    public static Vector3 Linear(string hex)
    {
        uint rgb = uint.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Vector3(Channel((rgb >> 16) & 255), Channel((rgb >> 8) & 255), Channel(rgb & 255));
    }

    private static float Channel(uint value)
    {
        double c = value / 255.0;
        return (float)(c <= 0.04045 ? c / 12.92 : StrictMath.Pow((c + 0.055) / 1.055, 2.4));
    }
}
