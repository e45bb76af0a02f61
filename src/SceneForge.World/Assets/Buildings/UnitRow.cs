using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>Rows of like units under one roof: a pair under a hipped roof, or a terrace.</summary>
internal static class UnitRow
{
    private const double Door = 0.95;

    /// <summary>A pair of mirrored houses.</summary>
    public static Model Pair(string name, RandomStream random) =>
        Make(name, random, 2, random.Uniform(6.2, 7.0), random.Uniform(7.6, 8.8), hipped: random.NextInt(4) != 0);

    /// <summary>Three to five narrow houses.</summary>
    public static Model Terrace(string name, RandomStream random) =>
        Make(name, random, 3 + random.NextInt(3), random.Uniform(4.9, 5.6), random.Uniform(7.4, 8.6), hipped: false);

    private static Model Make(string name, RandomStream random, int units, double unit, double depth, bool hipped)
    {
        HousePalette palette = new(random.Child("palette"));
        HouseFrame house = new(palette, random.Child("detail"));
        double width = units * unit;
        double eaves = HouseFrame.Floor + 2 * HouseFrame.Storey;
        double x1 = depth / 2;
        int bayStoreys = random.NextInt(3);
        double doorAt = unit * 0.20;
        double windowAt = unit * 0.62;
        double upper = HouseFrame.Floor + HouseFrame.Storey + 0.9;
        List<Opening> front = [];
        List<Opening> back = [];
        List<double> doors = [];
        List<double> bays = [];
        for (int i = 0; i < units; i++)
        {
            // Neighbours are mirrored: their doors stand together, or apart in a pair.
            bool mirrored = i % 2 == (units == 2 ? 1 : 0);
            double At(double x) => i * unit + (mirrored ? unit - x : x);
            front.Add(new Opening(At(doorAt) - Door / 2, HouseFrame.Floor, Door, 2.15, OpeningKind.Door));
            front.Add(new Opening(At(doorAt) - 0.4, upper + 0.1, 0.8, 1.1, Lights: 1));
            if (bayStoreys == 0)
            {
                front.Add(new Opening(At(windowAt) - 0.9, HouseFrame.Floor + 0.8, 1.8, 1.4, Lights: 3));
            }
            else
            {
                bays.Add(At(windowAt) - 1.15);
            }

            if (bayStoreys < 2)
            {
                front.Add(new Opening(At(windowAt) - 0.75, upper, 1.5, 1.2));
            }

            doors.Add(At(doorAt) - width / 2);
            back.Add(new Opening(i * unit + 0.7, HouseFrame.Floor + 0.8, 1.4, 1.3));
            back.Add(new Opening(i * unit + unit - 2.0, HouseFrame.Floor, 1.0, 2.1, OpeningKind.Door));
            back.Add(new Opening(i * unit + 0.7, upper, 1.2, 1.2));
            back.Add(new Opening(i * unit + unit - 1.9, upper, 0.8, 1.1, Lights: 1));
        }

        List<Opening> sides = units == 2 ? [new(depth * 0.55, upper, 0.7, 1.0, Lights: 1),
            new(depth * 0.3, HouseFrame.Floor + 1.1, 0.7, 1.0, Lights: 1)] : [];
        house.Block(-depth / 2, x1, -width / 2, width / 2, eaves, front, back, sides, sides);
        RoofPlan roof = new(width, depth, eaves, random.Uniform(0.58, 0.70), hipped, hipped);
        house.Roof(Pose.At(0, 0, 0, Math.PI / 2), roof);
        foreach (double bay in bays)
        {
            house.Bay(HouseFrame.Front(x1, -width / 2), bay, 2.3, bayStoreys);
        }

        foreach (double door in doors)
        {
            house.Entrance(x1, door, Door);
        }

        double stack = roof.Ridge + random.Uniform(0.7, 1.0);
        if (hipped || units == 2)
        {
            house.Chimney(0, 0, eaves, stack, 1.5, 4);
        }
        else
        {
            for (int i = 1; i <= units; i++)
            {
                house.Chimney(0, Math.Min(i * unit - width / 2, width / 2 - 0.5), eaves, stack, 0.9, 2);
            }
        }

        return house.Finish(name) with { Frontage = new Frontage(x1, [.. doors], []) };
    }
}
