using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>A garage for one car, alone or at a house's left side.</summary>
internal static class Garage
{
    private const double Width = 3.1;
    private const double Eaves = 2.55;

    public static Model Make(string name, RandomStream random)
    {
        HouseFrame house = new(new HousePalette(random.Child("palette")), random.Child("detail"));
        Attach(house, 2.9, 0, 5.8);
        return house.Finish(name) with { Frontage = new Frontage(2.9, [], [0.0]) };
    }

    /// <param name="front">Where its front stands.</param>
    /// <param name="middle">Its middle along y.</param>
    public static void Attach(HouseFrame house, double front, double middle, double depth)
    {
        // The floor lies at the drive's height.
        Opening door = new(0.3, 0.03, Width - 0.6, 2.15, OpeningKind.GarageDoor);
        house.Block(front - depth, front, middle - Width / 2, middle + Width / 2, Eaves, [door], [new(1.0, 1.2, 0.9, 0.8, Lights: 1)], [], []);
        house.Roof(Pose.At(front - depth / 2, middle, 0), new RoofPlan(depth, Width, Eaves, 0.56, Overhang: 0.18, Verge: 0.12));
    }
}
