using System.Globalization;
using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>
/// Colours of new cars in Europe, about as often as they are sold (BASF Color Report 2022: white, grey, black, silver, blue, red, ...).
/// </summary>
public static class Paint
{
    private static readonly (int Share, uint Rgb, bool Metallic)[] Colors =
    [
        (24, 0xe9eae8, false), (5, 0xdfe0dc, true), (12, 0x5c6063, true), (9, 0x3b3f43, true), (5, 0x84888b, false),
        (16, 0x0d0e10, true), (4, 0x08080a, false), (9, 0xb4b7ba, true), (5, 0x1d3f78, true), (4, 0x14233f, true),
        (2, 0x3d7fb5, true), (5, 0xa3131b, false), (2, 0x6b1118, true), (2, 0x2c4a38, true), (1, 0x7b8462, false),
        (2, 0xa79a84, true), (1, 0xd5661c, true), (1, 0xe0b21c, false),
    ];

    private static readonly int Total = Colors.Sum(c => c.Share);

    /// <param name="color">Wanted colour as sRGB <c>#rrggbb</c>, or null.</param>
    public static Material Pick(RandomStream random, string? color)
    {
        int ticket = random.NextInt(Total);
        int i = 0;
        while (ticket >= Colors[i].Share)
        {
            ticket -= Colors[i].Share;
            i++;
        }

        return color is null ? Of(Colors[i].Rgb, Colors[i].Metallic) : Of(Parse(color), Colors[i].Metallic);
    }

    /// <summary>Paint for vans, buses and trucks: mostly plain.</summary>
    public static Material PickFleet(RandomStream random, string? color)
    {
        ReadOnlySpan<uint> fleet = [0xeceded, 0xeceded, 0xeceded, 0xeceded, 0x9fa3a6, 0x2f3336, 0x1c3f7a, 0xb0191f, 0xe2a812, 0x2e6b46];
        uint picked = fleet[random.NextInt(fleet.Length)];
        return Of(color is null ? picked : Parse(color), metallic: false);
    }

    public static Material Of(uint rgb, bool metallic) => new Material
    {
        Name = "paint",
        BaseColor = Linear(rgb),
        Roughness = metallic ? 0.38f : 0.45f,
        Metallic = metallic ? 0.4f : 0,
        ClearCoat = 1,
        Porosity = 0,
    }.AsPigment();

    /// <exception cref="FormatException">It is no <c>#rrggbb</c>.</exception>
    public static uint Parse(string color)
    {
        ArgumentNullException.ThrowIfNull(color);
        return color.Length == 7 && color[0] == '#' && uint.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out uint rgb)
            ? rgb
            : throw new FormatException($"'{color}' is no colour of the form #rrggbb.");
    }

    /// <summary>Linear components of an sRGB colour (IEC 61966-2-1).</summary>
    public static Vector3 Linear(uint rgb) => new(Linear((byte)(rgb >> 16)), Linear((byte)(rgb >> 8)), Linear((byte)rgb));

    private static float Linear(byte encoded)
    {
        double c = encoded / 255.0;
        return (float)(c <= 0.04045 ? c / 12.92 : StrictMath.Pow((c + 0.055) / 1.055, 2.4));
    }
}
