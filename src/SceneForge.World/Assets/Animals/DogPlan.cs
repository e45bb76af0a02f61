using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Animals;

/// <summary>
/// Build and coat of a dog. Lengths are shares of the height at the withers, after the proportions of the retriever and
/// shepherd breeds' standards (FCI 111 and 166): trunk a tenth longer than high, chest reaching down to the elbows.
/// </summary>
internal sealed record DogPlan
{
    /// <summary>Height at the withers, metres.</summary>
    public required double Withers { get; init; }

    /// <summary>Factor on the breadth of trunk and legs.</summary>
    public required double Stout { get; init; }

    /// <summary>Factor on the length of the muzzle.</summary>
    public required double Muzzle { get; init; }

    public required bool ErectEars { get; init; }

    /// <summary>Thickness of the tail's hair as a factor.</summary>
    public required double TailBush { get; init; }

    public required Material Coat { get; init; }

    /// <summary>Chest, muzzle and paws.</summary>
    public required Material Marks { get; init; }

    public required Material Ears { get; init; }

    public required Material Collar { get; init; }

    public static Double3 Hip => new(-0.40, 0.115, 0.80);

    public static Double3 Shoulder => new(0.36, 0.125, 0.70);

    public static Double3 NeckRoot => new(0.40, 0, 0.86);

    public static Double3 TailRoot => new(-0.56, 0, 0.90);

    public const double Femur = 0.33;
    public const double Tibia = 0.34;
    public const double Metatarsus = 0.235;
    public const double Humerus = 0.285;
    public const double Radius = 0.30;
    public const double Metacarpus = 0.155;

    /// <summary>Height of the paw's joint over the ground.</summary>
    public const double PawHeight = 0.040;

    public static DogPlan Draw(RandomStream random, string? color)
    {
        (string Coat, string Marks, string Ears)[] coats =
        [
            ("#1d1a18", "#1d1a18", "#1d1a18"), ("#c79a5b", "#dcbc8a", "#b08347"), ("#6b4226", "#7c5233", "#56341d"),
                ("#e8e3d8", "#f2efe8", "#a9794a"),
            ("#1e1b19", "#a4682f", "#1a1715"), ("#7d7a76", "#d8d5cf", "#5e5b58"), ("#b5703a", "#f0ebe2", "#9c5c2c"),
                ("#2a2522", "#f0ede6", "#2a2522"),
        ];
        (string coat, string marks, string ears) = coats[random.NextInt(coats.Length)];
        string[] collars = ["#b3202a", "#1f5aa8", "#2a2a2a", "#d98a1e", "#2f7d46"];
        return new DogPlan
        {
            Withers = random.Uniform(0.36, 0.66),
            Stout = random.Uniform(0.90, 1.15),
            Muzzle = random.Uniform(0.85, 1.15),
            ErectEars = random.NextInt(2) == 0,
            TailBush = random.Uniform(0.7, 1.5),
            Coat = Fur("coat", color ?? coat) with { Infrared = new(0.35, 0.38) },
            Marks = Fur("marks", marks),
            Ears = Fur("ears", ears),
            Collar = Fur("collar", collars[random.NextInt(collars.Length)]) with { Roughness = 0.6f },
        };
    }

    private static Material Fur(string name, string hex) =>
        new Material { Name = name, BaseColor = Srgb.Linear(hex), Roughness = 0.82f, Porosity = 0.4f }.AsPigment();
}
