using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;

namespace SceneForge.World.Scenes.Building;

/// <summary>Keeps what is set down apart from each other and from the carriageway.</summary>
internal sealed class StandingRoom(IRoadNetwork? roads)
{
    private const double HeadRoom = 1.2;

    // Things whose feet are farther apart in height stand on different floors.
    private const double FloorHeight = 2.5;
    private static readonly ConditionalWeakTable<Model, StrongBox<Box3>> LowBoxes = [];
    private readonly Dictionary<(int X, int Y), List<(Footprint Outline, double Z)>> _taken = [];

    /// <summary>
    /// The outline of what stands within 1.2 m of the ground: a crown or a lamp's arm may hang over a road, a trunk may not stand in it.
    /// </summary>
    public static Footprint Outline(Model model, Pose worldFromObject) =>
        Footprint.Of(LowBoxes.GetValue(model, m => new StrongBox<Box3>(LowBox(m))).Value, worldFromObject);

    /// <summary>Outline of a scene's object.</summary>
    public static Footprint Outline(WorldObject item) => Outline(item.Model, item.Track.PoseAt(0));

    /// <summary>Whether an outline keeps off everything that stands and off all drivable lanes.</summary>
    /// <param name="z">Height of its foot, metres.</param>
    /// <param name="clear">Least distance to drivable lanes, metres; negative infinity: it may stand on them.</param>
    public bool IsFree(Footprint outline, double z, double clear)
    {
        if (Cells(outline).Any(cell => _taken.TryGetValue(cell, out List<(Footprint Outline, double Z)>? near)
            && near.Exists(other => Math.Abs(other.Z - z) < FloorHeight && outline.Overlaps(other.Outline))))
        {
            return false;
        }

        return OffRoad(outline, z, clear);
    }

    /// <summary>Whether an outline keeps a distance to all drivable lanes; points are tried at most 1 m apart.</summary>
    public bool OffRoad(Footprint outline, double z, double clear)
    {
        // Distances change by at most the way gone: far from all lanes the middle alone tells.
        double radius = Math.Sqrt(outline.HalfLength * outline.HalfLength + outline.HalfWidth * outline.HalfWidth);
        if (roads is null || double.IsNegativeInfinity(clear) || roads.Locate(outline.Center.X, outline.Center.Y, z) is not { } nearest
            || Beyond(roads, nearest, outline.Center) - radius >= clear)
        {
            return true;
        }

        Double3[] corners = outline.Corners();
        for (int i = 0; i < 4; i++)
        {
            Double3 a = corners[i];
            Double3 b = corners[(i + 1) % 4];
            int steps = 1 + (int)(b - a).Length;
            for (int k = 0; k < steps; k++)
            {
                Double3 p = Double3.Lerp(a, b, (double)k / steps);
                if (roads.Locate(p.X, p.Y, z) is { } lane && Beyond(roads, lane, p) < clear)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <param name="z">Height of its foot, metres.</param>
    public void Take(Footprint outline, double z)
    {
        foreach ((int, int) cell in Cells(outline))
        {
            if (!_taken.TryGetValue(cell, out List<(Footprint Outline, double Z)>? list))
            {
                _taken.Add(cell, list = []);
            }

            list.Add((outline, z));
        }
    }

    // Distance beyond the lane's border, measured across it and, past its ends, along it.
    private static double Beyond(IRoadNetwork roads, LanePosition lane, Double3 p)
    {
        Pose pose = roads.PoseAt(lane with { Offset = 0 });
        Double3 d = (p - pose.Translation) with { Z = 0 };
        double along = Math.Abs(Double3.Dot(d, pose.ApplyDirection(Double3.UnitX)));
        return Math.Max(Math.Abs(lane.Offset) - roads.LaneWidth(lane) / 2, along - 0.01);
    }

    private static IEnumerable<(int, int)> Cells(Footprint outline)
    {
        const double cell = 8;
        Double3[] corners = outline.Corners();
        for (int x = (int)Math.Floor(corners.Min(c => c.X) / cell); x <= (int)Math.Floor(corners.Max(c => c.X) / cell); x++)
        {
            for (int y = (int)Math.Floor(corners.Min(c => c.Y) / cell); y <= (int)Math.Floor(corners.Max(c => c.Y) / cell); y++)
            {
                yield return (x, y);
            }
        }
    }

    private static Box3 LowBox(Model model)
    {
        Pose[] poses = model.PoseNodes(default);
        Box3 low = Box3.Empty;
        for (int i = 0; i < poses.Length; i++)
        {
            foreach (Vector3 position in model.Nodes[i].InBody ? model.Nodes[i].MeshAt(default).Positions : [])
            {
                Double3 p = poses[i].Apply(Double3.From(position));
                low = p.Z < HeadRoom ? low.Include(p) : low;
            }
        }

        return low;
    }
}
