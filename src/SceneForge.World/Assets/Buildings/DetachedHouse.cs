using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>A house on its own: ridge along or across the street, or hipped, with a wing, bay, dormers, porch and garage by seed.</summary>
internal static class DetachedHouse
{
    private const double Door = 1.0;

    public static Model Make(string name, RandomStream random)
    {
        HouseFrame house = new(new HousePalette(random.Child("palette")), random.Child("detail"));
        double width = random.Uniform(7.8, 9.8);
        double depth = random.Uniform(7.2, 8.6);
        // 0, 1: ridge along the street; 2: hipped; 3: gable to the street; 4: one and a half storeys under a steep roof.
        int shape = random.NextInt(5);
        bool cottage = shape == 4;
        double eaves = HouseFrame.Floor + (cottage ? 1.15 : 2) * HouseFrame.Storey;
        bool wing = shape < 2 && random.NextInt(2) == 0;
        int door = wing ? random.NextInt(2) : random.NextInt(3);
        double x1 = depth / 2;
        double[] slots = wing ? [-width / 2 + width * 0.17, -width / 2 + width * 0.43] : [-width / 3, 0, width / 3];
        double wingWidth = width * 0.40;
        if (!wing && door == 1 && shape != 3 && random.NextInt(2) == 0)
        {
            door = 0;
        }

        bool bay = !wing && !cottage && random.NextInt(2) == 0;
        int baySlot = door == 0 ? 2 : 0;
        List<Opening> front = [];
        for (int i = 0; i < slots.Length; i++)
        {
            double middle = slots[i] + width / 2;
            if (i == door)
            {
                front.Add(new Opening(middle - Door / 2, HouseFrame.Floor, Door, 2.15, OpeningKind.Door));
            }
            else if (!(bay && i == baySlot))
            {
                double w = wing ? 1.3 : 1.75;
                front.Add(new Opening(middle - w / 2, HouseFrame.Floor + 0.85, w, 1.3, Lights: w > 1.5 ? 3 : 2));
            }

            if (!cottage)
            {
                double w = i == door ? 0.85 : 1.3;
                front.Add(new Opening(middle - w / 2, HouseFrame.Floor + HouseFrame.Storey + 0.9, w, 1.2, Lights: i == door ? 1 : 2));
            }
        }

        (List<Opening> back, List<Opening> sides) = Rest(width, depth, cottage);
        house.Block(-depth / 2, x1, -width / 2, width / 2, eaves, front, back, sides, sides);
        RoofPlan roof = shape == 3
            ? new RoofPlan(depth, width, eaves, random.Uniform(0.62, 0.76))
            : new RoofPlan(width, depth, eaves, cottage ? 0.84 : random.Uniform(0.60, 0.76), shape == 2, shape == 2);
        house.Roof(shape == 3 ? Pose.Identity : Pose.At(0, 0, 0, Math.PI / 2), roof);
        if (cottage)
        {
            house.Dormer(roof, 0, -width / 4);
            house.Dormer(roof, 0, width / 4);
        }

        if (wing)
        {
            Wing(house, x1, width, wingWidth, eaves, roof, random);
        }

        if (bay)
        {
            house.Bay(HouseFrame.Front(x1, -width / 2), slots[baySlot] + width / 2 - 1.2, 2.4, random.NextInt(3) == 0 ? 2 : 1);
        }

        house.Entrance(x1, slots[door], Door);
        double stack = shape == 2 ? width * 0.18 : width / 2 - 0.45;
        double stackX = shape == 3 ? -depth * 0.2 : 0.0;
        double stackY = (random.NextInt(2) == 0 ? -1 : 1) * (shape == 3 ? width * 0.2 : stack);
        house.Chimney(stackX, stackY, eaves, roof.Ridge + random.Uniform(0.7, 1.1), 0.8, 2);

        double[] drives = [];
        if (random.NextInt(2) == 0)
        {
            double middle = width / 2 + 1.6;
            Garage.Attach(house, x1 - 0.6, middle, 5.6);
            drives = [middle];
        }

        return house.Finish(name) with { Frontage = new Frontage(x1, [slots[door]], [.. drives]) };
    }

    private static (List<Opening> Back, List<Opening> Sides) Rest(double width, double depth, bool cottage)
    {
        List<Opening> back = [new(0.9, HouseFrame.Floor + 0.85, 1.5, 1.3), new(width - 3.0, HouseFrame.Floor + 0.05, 2.0, 2.1, Lights: 2)];
        List<Opening> sides = [new(depth * 0.62, HouseFrame.Floor + 1.0, 0.8, 1.1, Lights: 1)];
        if (!cottage)
        {
            back.Add(new Opening(0.9, HouseFrame.Floor + HouseFrame.Storey + 0.9, 1.3, 1.2));
            back.Add(new Opening(width - 2.6, HouseFrame.Floor + HouseFrame.Storey + 0.9, 1.3, 1.2));
            sides.Add(new Opening(depth * 0.3, HouseFrame.Floor + HouseFrame.Storey + 1.0, 0.7, 1.0, Lights: 1));
        }

        return (back, sides);
    }

    // A cross wing at the left end, its gable to the street.
    private static void Wing(HouseFrame house, double x1, double width, double wingWidth, double eaves, RoofPlan main, RandomStream random)
    {
        double step = random.Uniform(0.9, 1.5);
        // Inside the main gable, so that its eaves end under the main roof.
        double y1 = width / 2 - 0.5;
        double y0 = y1 - wingWidth;
        double middle = wingWidth / 2;
        bool bay = random.NextInt(2) == 0;
        List<Opening> front = [new(middle - 0.8, HouseFrame.Floor + HouseFrame.Storey + 0.85, 1.6, 1.25, Lights: 3)];
        if (!bay)
        {
            front.Add(new Opening(middle - 1.0, HouseFrame.Floor + 0.75, 2.0, 1.45, Lights: 3));
        }

        house.Block(x1 - 0.05, x1 + step, y0, y1, eaves, front, [], [], []);
        if (bay)
        {
            house.Bay(HouseFrame.Front(x1 + step, y0), middle - 1.25, 2.5, 1);
        }

        // The wing's ridge runs back until the main slope is as high.
        double pitch = Math.Min(main.Pitch + 0.08, 0.86);
        RoofPlan roof = new(step + x1, wingWidth, eaves, pitch);
        house.Roof(Pose.At((step + x1) / 2, (y0 + y1) / 2, 0), roof, gutters: false);
    }
}
