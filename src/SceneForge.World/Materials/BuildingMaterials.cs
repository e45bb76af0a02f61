using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>Walls, roofs, joinery and glass of houses; baked when first asked for, shared by reference.</summary>
internal static class BuildingMaterials
{
    private static readonly Vector3 Lime = new(0.36f, 0.34f, 0.30f);

    private static readonly Lazy<Material>[] LazyBricks =
    [
        SurfaceMaterials.From("brick_red", () =>
            MasonryTextures.Brick("brick_red", new(0.170f, 0.062f, 0.040f), new(0.330f, 0.130f, 0.080f), Lime, 201), 0.9f, new(0.40, 0.47)),
        SurfaceMaterials.From("brick_buff", () =>
            MasonryTextures.Brick("brick_buff", new(0.300f, 0.215f, 0.125f), new(0.440f, 0.345f, 0.220f), Lime, 211), 0.9f, new(0.48, 0.52)),
        SurfaceMaterials.From("brick_brown", () =>
            MasonryTextures.Brick("brick_brown", new(0.105f, 0.060f, 0.043f), new(0.220f, 0.125f, 0.085f), new(0.28f, 0.26f, 0.23f), 221), 0.9f,
                new(0.36, 0.43)),
    ];

    private static readonly Lazy<Material>[] LazyRoofs =
    [
        SurfaceMaterials.From("roof_clay", () =>
            RoofTextures.Pantiles("roof_clay", new(0.140f, 0.050f, 0.030f), new(0.310f, 0.115f, 0.062f), 231), 0.8f, new(0.36, 0.45)),
        SurfaceMaterials.From("roof_brown", () =>
            RoofTextures.Pantiles("roof_brown", new(0.070f, 0.045f, 0.035f), new(0.150f, 0.095f, 0.070f), 241), 0.8f, new(0.28, 0.36)),
        SurfaceMaterials.From("roof_plain", () =>
            RoofTextures.Flat("roof_plain", new(0.120f, 0.050f, 0.035f), new(0.230f, 0.100f, 0.065f), 0.88f, 251), 0.8f, new(0.32, 0.40)),
        SurfaceMaterials.From("roof_slate", () =>
            RoofTextures.Flat("roof_slate", new(0.050f, 0.053f, 0.060f), new(0.110f, 0.115f, 0.125f), 0.55f, 261), 0.2f, new(0.12, 0.15)),
    ];

    private static readonly Lazy<BakedSurface> LazyRender = new(MasonryTextures.Render);
    private static readonly Lazy<BakedSurface> LazyCladding = new(MasonryTextures.Cladding);
    private static readonly Lazy<BakedSurface> LazyTimber = new(MasonryTextures.Timber);
    private static readonly Lazy<BakedSurface> LazyCurtain = new(MasonryTextures.Curtain);

    /// <summary>Brick walls: red, buff, brown.</summary>
    public static Material Brick(int kind) => LazyBricks[kind % LazyBricks.Length].Value;

    /// <summary>Roofs: clay pantiles, brown pantiles, plain tiles, slate.</summary>
    public static Material Roof(int kind) => LazyRoofs[kind % LazyRoofs.Length].Value;

    public static Material Render(Vector3 paint) => Tinted("render", LazyRender.Value, paint, 0.7f, new(0.55, 0.55));

    public static Material Cladding(Vector3 paint) => Tinted("cladding", LazyCladding.Value, paint, 0.3f, new(0.50, 0.42));

    public static Material Timber(Vector3 stain) => Tinted("timber", LazyTimber.Value, stain, 0.6f, new(0.52, 0.42));

    /// <summary>Smooth paint on joinery, gutters and doors.</summary>
    public static Material Paint(Vector3 paint, float roughness = 0.4f) =>
        new Material { Name = "paint", BaseColor = paint, Roughness = roughness, Porosity = 0 }.AsPigment();

    /// <summary>A pane over a dark room; at night dark.</summary>
    public static Material Glass { get; } = new() { Name = "glass", BaseColor = new(0.020f, 0.022f, 0.024f), Roughness = 0.04f, Porosity = 0,
        Infrared = Infrared.Glass };

    /// <summary>A pane over a room that is lit at night.</summary>
    public static Material LitGlass { get; } =
        Glass with { Name = "glass_lit", Emission = new(11f, 6.4f, 2.6f), EmissionSwitch = LampChannel.Window };

    /// <summary>A pane over a curtain.</summary>
    public static Material CurtainedGlass(Vector3 dye, bool lit) => Tinted("glass_curtain", LazyCurtain.Value, dye * 0.5f, 0, new(0.45, 0.40)) with
    {
        Roughness = 0.06f,
        Emission = lit ? dye * new Vector3(13f, 7.5f, 3f) : Vector3.Zero,
        EmissionSwitch = lit ? LampChannel.Window : null,
    };

    private static Material Tinted(string name, BakedSurface baked, Vector3 tint, float porosity, Infrared infrared) => new()
    {
        Name = name,
        BaseColor = baked.BaseColor * tint,
        Roughness = baked.Roughness,
        Porosity = porosity,
        Infrared = infrared,
        Maps = baked.Maps,
    };
}
