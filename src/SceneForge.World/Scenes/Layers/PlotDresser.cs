using SceneForge.Base.Random;
using SceneForge.World.Assets.Gardens;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Materials;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Lines a road with plots: a house, paths to its doors and garage, a boundary with gaps for them, and plants.</summary>
internal static class PlotDresser
{
    /// <summary>Houses and what belongs to them keep off other roads' pavements, metres from drivable lanes.</summary>
    private const double Clear = 2.3;

    /// <summary>The boundary's middle behind the plot's front, metres.</summary>
    private const double BoundaryInset = 0.45;

    private const double PathWidth = 1.1;
    private const double DriveWidth = 2.7;

    public static void Plots(SceneBuilder scene, PlotsSpec plots, string path)
    {
        RoadSide side = scene.Side(plots.Node, plots.Stretch);
        double s = plots.Stretch.S.Low;
        for (int i = 0; s < plots.Stretch.S.High; i++)
        {
            RandomStream random = scene.Random($"{path}/{i}");
            Model model = scene.Model(plots.Houses[random.NextInt(plots.Houses.Count)], random.Child("house"));
            Box3 box = model.BodyBox(default);
            Frontage house = model.Frontage ?? new Frontage(box.Max.X, [], []);
            double setback = random.Uniform(plots.Setback.Low, plots.Setback.High);
            // A house without a garage often has its drive beside it, on the plot's upper end.
            bool besideDrive = house.Drives.IsEmpty && random.NextInt(2) == 0;
            double gap = random.Uniform(plots.Gap.Low, plots.Gap.High);
            double before = gap / 2;
            double after = gap / 2 + (besideDrive ? DriveWidth + 0.5 : 0);
            double distance = plots.Front + setback + house.FrontX;
            double scale = side.Scale(s, distance);
            double width = (before + box.Size.Y + after) / scale;
            double low = plots.Stretch.Left ? -box.Min.Y : box.Max.Y;
            double middle = s + (before + low) / scale;
            Pose pose = Level(scene, side.At(middle, distance), box);
            Plot plot = new(s, s + width, middle, scale, setback, pose, house, box);
            if (s + width <= plots.Stretch.S.High && scene.TryAdd(model, pose, Clear))
            {
                Dress(scene, plots, side, plot, besideDrive, random);
                s += width;
            }
            else
            {
                s += 2;
            }
        }
    }

    private static void Dress(SceneBuilder scene, PlotsSpec plots, RoadSide side, Plot plot, bool besideDrive, RandomStream random)
    {
        int sign = plots.Stretch.Left ? 1 : -1;
        List<(double S, double Half)> gaps = [];
        Material paving = random.NextInt(3) switch { 0 => SurfaceMaterials.PavingBlocks, 1 => SurfaceMaterials.Concrete,
            _ => SurfaceMaterials.PavingSlabs };
        Material drivePaving = random.NextInt(3) switch { 0 => SurfaceMaterials.Gravel, 1 => SurfaceMaterials.Asphalt,
            _ => SurfaceMaterials.PavingBlocks };
        foreach (double door in plot.House.Doors)
        {
            Strip(scene, plot, door, plot.House.FrontX + 1.0, PathWidth, paving);
            gaps.Add((plot.S(door, sign), 0.62 / plot.Scale));
        }

        List<double> drives = [.. plot.House.Drives];
        double driveEnd = plot.House.FrontX - 0.55;
        if (besideDrive)
        {
            drives.Add(plots.Stretch.Left ? plot.Box.Max.Y + 0.5 + DriveWidth / 2 : plot.Box.Min.Y - 0.5 - DriveWidth / 2);
            driveEnd = plot.House.FrontX - 5;
        }

        foreach (double drive in drives)
        {
            Strip(scene, plot, drive, driveEnd, DriveWidth, drivePaving);
            gaps.Add((plot.S(drive, sign), (DriveWidth / 2 + 0.1) / plot.Scale));
            if (plots.Cars.Count > 0 && random.NextInt(5) < 2)
            {
                Model car = scene.Model(plots.Cars[random.NextInt(plots.Cars.Count)], random.Child("car"));
                Pose at = side.OnGround(plot.Pose.Apply(new Double3(driveEnd + 2.9, drive, 0)),
                    plot.Pose.Rotation * Rotation.Around(Double3.UnitZ, Math.PI));
                scene.TryAdd(car, Vehicles.Settle(scene.Ground, car, at), Clear);
            }
        }

        // Where cars and people pass, nothing may grow.
        foreach (double door in plot.House.Doors)
        {
            TakeStrip(scene, plot, door, plot.House.FrontX, PathWidth);
        }

        foreach (double drive in drives)
        {
            TakeStrip(scene, plot, drive, driveEnd, DriveWidth);
        }

        Boundary(scene, plots, side, plot, gaps, random.Child("boundary"));
        Plants(scene, plots, side, plot, random.Child("plants"));
    }

    private static void Strip(SceneBuilder scene, Plot plot, double y, double from, double width, Material material)
    {
        Pose start = plot.Pose with { Translation = plot.Pose.Apply(new Double3(from, y, 0)) };
        scene.Add(GardenPath.Make("garden.path", scene.Ground, start, plot.FrontEdge - from, width, material), start);
    }

    private static void TakeStrip(SceneBuilder scene, Plot plot, double y, double from, double width)
    {
        double length = plot.FrontEdge - from;
        Double3 middle = plot.Pose.Apply(new Double3(from + length / 2, y, 0));
        scene.Room.Take(new Footprint(middle with { Z = 0 }, plot.Pose.Rotation.Yaw(), length / 2, width / 2 - 0.1), middle.Z);
    }

    private static void Boundary(SceneBuilder scene, PlotsSpec plots, RoadSide side, Plot plot, List<(double S, double Half)> gaps,
        RandomStream random)
    {
        string kind = plots.Boundaries[random.NextInt(plots.Boundaries.Count)];
        RandomStream look = random.Child("look");
        int key = look.NextInt(1 << 20);
        double front = plots.Front + BoundaryInset;
        Model Section(string asset) => scene.Model(asset, new RandomStream((ulong)key, 0, asset));
        if (kind != "none")
        {
            double at = plot.Start + 0.15;
            foreach ((double s, double half) in gaps.OrderBy(g => g.S).Append((plot.End + 0.1, 0.25)))
            {
                Run(scene, Section(kind), side, at, s - half, front, kind == "hedge.section");
                at = s + half;
            }

            if (kind == "fence.picket")
            {
                foreach (double door in plot.House.Doors)
                {
                    scene.TryAdd(Section("gate.garden"), side.At(plot.S(door, plots.Stretch.Left ? 1 : -1), front), Clear);
                }
            }
        }

        // Between neighbours: boards beside the houses, from their front backwards.
        Model boards = Section("fence.board");
        for (int k = 0; k < 5; k++)
        {
            double distance = plots.Front + plot.Setback + 0.6 + (k + 0.5) * BoundaryMaker.SectionLength;
            Link(scene, boards, side.At(plot.End, distance, Facing.Along, 0), 0.9);
        }
    }

    /// <summary>Adds a section of a run. Sections touch or overlap on purpose, so each is tried and kept a little shorter and thinner.</summary>
    private static void Link(SceneBuilder scene, Model section, Pose pose, double half)
    {
        Footprint core = StandingRoom.Outline(section, pose) with { HalfLength = 0.1, HalfWidth = half };
        if (scene.Room.IsFree(core, pose.Translation.Z, Clear))
        {
            scene.Add(section, pose);
            scene.Room.Take(core with { HalfWidth = Math.Min(half, 0.85) }, pose.Translation.Z);
        }
    }

    /// <summary>Sections from one s to another; hedges are drawn together to fill the run, stiff sections leave a rest open.</summary>
    private static void Run(SceneBuilder scene, Model section, RoadSide side, double from, double to, double distance, bool elastic)
    {
        double pitch = BoundaryMaker.SectionLength / side.Scale(from, distance);
        double count = (to - from) / pitch;
        int whole = elastic ? (int)Math.Ceiling(count - 0.15) : (int)(count + 0.02);
        double step = elastic && whole > 0 ? Math.Max((to - from - pitch) / Math.Max(1, whole - 1), 0.3) : pitch;
        for (int i = 0; i < whole; i++)
        {
            Link(scene, section, side.At(from + pitch / 2 + i * step, distance), elastic ? 0.1 : 0.9);
        }
    }

    private static void Plants(SceneBuilder scene, PlotsSpec plots, RoadSide side, Plot plot, RandomStream random)
    {
        double x0 = plot.House.FrontX + 0.5;
        double x1 = plot.FrontEdge - 1.1;
        int count = plots.Garden.Count == 0 ? 0 : 4 + random.NextInt(5);
        for (int i = 0; i < count; i++)
        {
            Model plant = scene.Model(plots.Garden[random.NextInt(plots.Garden.Count)], random.Child($"front{i}"));
            // Half of them along the house or the boundary, as gardeners do.
            double x = random.NextInt(4) switch { 0 => x0 + 0.3, 1 => x1, _ => random.Uniform(x0, Math.Max(x0, x1)) };
            double y = random.Uniform(plot.Box.Min.Y, plot.Box.Max.Y);
            double turn = random.NextInt(2) * Math.PI;
            scene.TryAdd(plant, side.OnGround(plot.Pose.Apply(new Double3(x, y, 0)), plot.Pose.Rotation * Rotation.Around(Double3.UnitZ, turn)),
                Clear);
        }

        for (int i = 0; i < 2 && plots.Back.Count > 0; i++)
        {
            Model tree = scene.Model(plots.Back[random.NextInt(plots.Back.Count)], random.Child($"back{i}"));
            Double3 at = plot.Pose.Apply(new Double3(plot.Box.Min.X - random.Uniform(5, 11), random.Uniform(plot.Box.Min.Y, plot.Box.Max.Y), 0));
            scene.TryAdd(tree, side.OnGround(at, plot.Pose.Rotation * Rotation.Around(Double3.UnitZ, random.Uniform(0, 6.28))), Clear);
        }
    }

    /// <summary>Raises a house so far that the ground covers its floor nowhere; its walls reach below.</summary>
    private static Pose Level(SceneBuilder scene, Pose pose, Box3 box)
    {
        double highest = double.NegativeInfinity;
        foreach ((double x, double y) in new[] { (box.Min.X, box.Min.Y), (box.Min.X, box.Max.Y), (box.Max.X, box.Min.Y), (box.Max.X, box.Max.Y) })
        {
            Double3 corner = pose.Apply(new Double3(x, y, 0));
            highest = Math.Max(highest, scene.Ground.HeightOrNear(corner.X, corner.Y, corner.Z));
        }

        return pose with { Translation = pose.Translation with { Z = highest } };
    }

    /// <summary>One plot: its ends and its house's middle along s, metres of plot a metre of s, and the house.</summary>
    private sealed record Plot(double Start, double End, double Middle, double Scale, double Setback, Pose Pose, Frontage House, Box3 Box)
    {
        /// <summary>The plot's front in the house's frame.</summary>
        public double FrontEdge => House.FrontX + Setback;

        /// <summary>s of a place across the house's frame.</summary>
        public double S(double y, int sign) => Middle + sign * y / Scale;
    }
}
