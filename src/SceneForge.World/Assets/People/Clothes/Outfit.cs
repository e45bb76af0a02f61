using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Materials;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People.Clothes;

internal enum TopGarment
{
    TShirt,
    LongSleeve,
    Hoodie,
    Jacket,
}

internal enum LegGarment
{
    Jeans,
    Trousers,
    Shorts,
    Skirt,
    Dress,
}

internal enum HairStyle
{
    Cropped,
    Short,
    Curly,
    Long,
    Ponytail,
    Cap,
    CycleHelmet,
    FullHelmet,
}

/// <summary>What a person wears and how skin and hair look.</summary>
internal sealed record Outfit
{
    public required TopGarment Top { get; init; }

    public required LegGarment Legs { get; init; }

    public required HairStyle Hair { get; init; }

    public required bool Backpack { get; init; }

    public required Material Skin { get; init; }

    public required Material Lips { get; init; }

    public required Material HairColor { get; init; }

    public required Material Iris { get; init; }

    public required Material TopCloth { get; init; }

    /// <summary>Collar, zip, cuffs, straps.</summary>
    public required Material Trim { get; init; }

    public required Material LegCloth { get; init; }

    public required Material Socks { get; init; }

    public required Material Shoes { get; init; }

    public required Material Soles { get; init; }

    public required Material Pack { get; init; }

    /// <summary>Cap or helmet.</summary>
    public required Material Headgear { get; init; }

    /// <summary>Gloves, or null for bare hands.</summary>
    public Material? Gloves { get; init; }

    public bool HasSkirt => Legs is LegGarment.Skirt or LegGarment.Dress;

    /// <param name="color">Wanted colour of the upper garment as <c>#rrggbb</c>, or null.</param>
    public static Outfit Draw(bool child, bool female, RandomStream random, string? color)
    {
        string Pick(string[] from) => from[random.NextInt(from.Length)];
        int tone = random.NextInt(Palette.Skins.Length);
        Vector3 skin = Srgb.Linear(Palette.Skins[tone]);
        // Fair and red hair belong to the lighter tones; grey comes to grown people of all.
        string hair = Pick(child ? Palette.YoungHairs : Palette.Hairs);
        if (tone >= 5 && Array.IndexOf(Palette.Hairs, hair) is not (>= 8 or 0 or 1 or 2))
        {
            hair = Palette.Hairs[tone % 3];
        }

        string iris = Pick(Palette.Irises);
        TopGarment top = (TopGarment)random.NextInt(4);
        double legs = random.NextDouble();
        LegGarment leg = legs switch
        {
            < 0.12 when female => LegGarment.Skirt,
            < 0.28 when female => LegGarment.Dress,
            < 0.66 => LegGarment.Jeans,
            _ when child => LegGarment.Shorts,
            < 0.86 => LegGarment.Trousers,
            _ => LegGarment.Shorts,
        };
        if (leg == LegGarment.Dress)
        {
            top = random.NextInt(2) == 0 ? TopGarment.TShirt : TopGarment.LongSleeve;
        }

        double style = random.NextDouble();
        HairStyle hairStyle = female
            ? style < 0.40
                ? HairStyle.Long
                : style < 0.72
                ? HairStyle.Ponytail
                : style < 0.84
                ? HairStyle.Short
                : style < 0.93
                ? HairStyle.Curly
                : HairStyle.Cap
            : style < 0.25
                ? HairStyle.Cropped
                : style < 0.66
                ? HairStyle.Short
                : style < 0.80
                ? HairStyle.Curly
                : style < 0.97
                ? HairStyle.Cap
                : HairStyle.Long;
        bool backpack = random.NextDouble() < (child ? 0.35 : 0.15);
        string cloth = Pick(child ? Palette.BrightCloth : Palette.Cloth);
        string lower = Pick(leg == LegGarment.Jeans ? Palette.Denim : leg == LegGarment.Skirt ? Palette.BrightCloth : Palette.Trousers);
        string trim = Pick(Palette.Trims);
        string shoes = Pick(child ? Palette.Trainers : Palette.Shoes);
        string sole = Pick(Palette.Soles);
        string socks = Pick(Palette.Socks);
        string pack = Pick(Palette.BrightCloth);
        string headgear = Pick(Palette.BrightCloth);
        Material topCloth = Cloth("top", color ?? cloth, new(0.50, 0.45));
        return new Outfit
        {
            Top = top,
            Legs = leg,
            Hair = hairStyle,
            Backpack = backpack,
            Skin = new Material { Name = "skin", BaseColor = skin, Roughness = 0.55f, Porosity = 0.1f, Infrared = new(0.55, 0.10) },
            Lips = new Material { Name = "lips", BaseColor = skin * new Vector3(0.82f, 0.55f, 0.55f), Roughness = 0.45f, Porosity = 0.1f,
                Infrared = new(0.50, 0.10) },
            HairColor = new Material { Name = "hair", BaseColor = Srgb.Linear(hair), Roughness = 0.5f, Porosity = 0.3f, Infrared = new(0.30, 0.35) },
            Iris = new Material { Name = "iris", BaseColor = Srgb.Linear(iris), Roughness = 0.15f, Porosity = 0 }.AsPigment(),
            TopCloth = topCloth,
            Trim = Cloth("trim", trim, null).AsPigment(),
            LegCloth = leg == LegGarment.Dress ? topCloth : Cloth("legs", lower, new(0.45, 0.42)),
            Socks = Cloth("socks", socks, new(0.50, 0.45)),
            Shoes = new Material { Name = "shoes", BaseColor = Srgb.Linear(shoes), Roughness = 0.6f, Porosity = 0.4f, Infrared = new(0.25, 0.28) },
            Soles = new Material { Name = "soles", BaseColor = Srgb.Linear(sole), Roughness = 0.7f, Porosity = 0.1f, Infrared = new(0.10, 0.12) },
            Pack = Cloth("pack", pack, new(0.40, 0.40)) with { Roughness = 0.7f },
            Headgear = Cloth("headgear", headgear, new(0.45, 0.42)),
        };
    }

    /// <summary>Woven or knitted cloth.</summary>
    /// <param name="hex">As <c>#rrggbb</c>.</param>
    public static Material Cloth(string name, string hex, Infrared? infrared) =>
        new() { Name = name, BaseColor = Srgb.Linear(hex), Roughness = 0.88f, Porosity = 0.9f, Infrared = infrared };
}
