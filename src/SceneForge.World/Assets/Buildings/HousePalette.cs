using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Materials;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>The materials that one house is made of, drawn once so that all its parts go together.</summary>
internal sealed class HousePalette
{
    private static readonly Vector3[] Renders =
    [
        new(0.70f, 0.68f, 0.63f), new(0.66f, 0.60f, 0.47f), new(0.58f, 0.57f, 0.55f), new(0.64f, 0.52f, 0.34f), new(0.55f, 0.60f, 0.60f),
            new(0.68f, 0.58f, 0.50f),
    ];

    private static readonly Vector3[] Boards = [new(0.64f, 0.64f, 0.60f), new(0.42f, 0.47f, 0.50f), new(0.56f, 0.52f, 0.43f),
        new(0.36f, 0.24f, 0.15f)];

    private static readonly Vector3[] Doors =
    [
        new(0.30f, 0.022f, 0.020f), new(0.020f, 0.040f, 0.110f), new(0.020f, 0.080f, 0.045f), new(0.020f, 0.020f, 0.022f), new(0.06f, 0.16f, 0.18f),
            new(0.26f, 0.13f, 0.055f), new(0.42f, 0.42f, 0.38f),
    ];

    private static readonly Vector3[] Cloths = [new(0.75f, 0.72f, 0.66f), new(0.62f, 0.52f, 0.38f), new(0.40f, 0.20f, 0.16f),
        new(0.36f, 0.42f, 0.50f), new(0.78f, 0.78f, 0.78f)];

    public HousePalette(RandomStream random)
    {
        int kind = random.NextInt(10);
        Material brick = BuildingMaterials.Brick(kind < 5 ? 0 : random.NextInt(3));
        Material render = BuildingMaterials.Render(Pick(Renders, random));
        Lower = kind is 3 or 4 or 9 ? render : brick;
        Upper = kind switch
        {
            0 or 1 or 2 or 5 or 6 => Lower,
            7 => BuildingMaterials.Cladding(Pick(Boards, random)),
            8 => render,
            _ => Lower,
        };
        Chimney = brick;
        Plinth = Lower == render ? BuildingMaterials.Render(new Vector3(0.20f, 0.195f, 0.19f)) : BuildingMaterials.Brick(2);
        Roof = BuildingMaterials.Roof(random.NextInt(4));
        bool dark = random.NextInt(4) == 0;
        Frame = BuildingMaterials.Paint(dark ? new Vector3(0.045f, 0.047f, 0.050f) : new Vector3(0.72f, 0.72f, 0.70f), 0.3f);
        Trim = BuildingMaterials.Paint(dark ? new Vector3(0.05f, 0.052f, 0.055f) : new Vector3(0.66f, 0.66f, 0.63f));
        Gutter = BuildingMaterials.Paint(random.NextInt(3) == 0 ? new Vector3(0.60f, 0.60f, 0.58f) : new Vector3(0.022f, 0.022f, 0.024f));
        Door = BuildingMaterials.Paint(Pick(Doors, random), 0.28f);
        Curtain = Pick(Cloths, random);
    }

    public Material Lower { get; }

    public Material Upper { get; }

    public Material Plinth { get; }

    public Material Chimney { get; }

    public Material Roof { get; }

    public Material Frame { get; }

    public Material Trim { get; }

    public Material Gutter { get; }

    public Material Door { get; }

    public Vector3 Curtain { get; }

    public static Material Stone => SurfaceMaterials.Concrete;

    public static Material Pot { get; } = BuildingMaterials.Paint(new Vector3(0.26f, 0.115f, 0.065f), 0.85f);

    public static Material Metal { get; } = new Material { Name = "metal", BaseColor = new Vector3(0.62f, 0.60f, 0.56f), Metallic = 1,
        Roughness = 0.35f,
        Porosity = 0 }.AsPigment();

    public static Material Lead { get; } = BuildingMaterials.Paint(new Vector3(0.13f, 0.135f, 0.145f), 0.6f);

    private static Vector3 Pick(Vector3[] colors, RandomStream random) => colors[random.NextInt(colors.Length)];
}
