using SceneForge.Base.Random;
using SceneForge.World.Assets;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Dressing;

/// <summary>Sets down rows along a road and single items; a place that is taken stays empty.</summary>
internal static class RowDresser
{
    public static void Row(SceneBuilder scene, RowSpec row, string path)
    {
        RoadSide side = scene.Side(row.Node, row.Stretch);
        double s = row.Stretch.S.Low;
        for (int i = 0; s <= row.Stretch.S.High; i++)
        {
            // Every place has a stream of its own: what one draws leaves the others alone.
            RandomStream random = scene.Random($"{path}/{i}");
            double next = s + random.Uniform(row.Pitch.Low, row.Pitch.High);
            string asset = row.Assets[random.NextInt(row.Assets.Count)];
            bool taken = random.NextDouble() < row.Chance && !row.Except.Any(gap => s >= gap.Low && s <= gap.High);
            double at = s + random.Uniform(-row.Scatter, row.Scatter);
            double distance = random.Uniform(row.Distance.Low, row.Distance.High) + 0.3 * random.Uniform(-row.Scatter, row.Scatter);
            double turn = random.Uniform(0, 2 * Math.PI);
            if (taken)
            {
                Model model = scene.Model(asset, random.Child("asset"));
                scene.TryAdd(model, Settle(scene, model, side.At(at, distance, row.Facing, turn)), row.Clear);
            }

            s = next;
        }
    }

    public static void Item(SceneBuilder scene, ItemSpec item, string path)
    {
        RandomStream random = scene.Random(path);
        Model model = AssetLibrary.Make(new AssetRequest(item.Asset, random.Child("asset"), item.Height, item.Color));
        Pose pose = scene.Side(item.Node, item.Stretch).At(item.Stretch.S.Low, item.Distance, item.Facing, random.Uniform(0, 2 * Math.PI));
        scene.TryAdd(model, Settle(scene, model, pose), 0);
    }

    /// <summary>Puts a vehicle's middle where the row wants it, all wheels on the ground.</summary>
    public static Pose Settle(SceneBuilder scene, Model model, Pose pose)
    {
        if (model.WheelBase <= 0)
        {
            return pose;
        }

        Pose moved = pose with { Translation = pose.Apply(new Double3(-model.WheelBase / 2, 0, 0)) };
        const double halfTrack = 0.75;
        Double3 Ground(double x, double y)
        {
            Double3 p = moved.Apply(new Double3(x, y, 0));
            return p with { Z = scene.Roads.GroundHeight(p.X, p.Y) };
        }

        Double3 rear = Double3.Lerp(Ground(0, halfTrack), Ground(0, -halfTrack), 0.5);
        Double3 front = Double3.Lerp(Ground(model.WheelBase, halfTrack), Ground(model.WheelBase, -halfTrack), 0.5);
        Double3 across = Ground(model.WheelBase / 2, halfTrack) - Ground(model.WheelBase / 2, -halfTrack);
        Double3 x = (front - rear).Normalized();
        Double3 z = Double3.Cross(x, across).Normalized();
        return new Pose(rear, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }
}
