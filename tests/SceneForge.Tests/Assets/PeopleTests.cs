using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class PeopleTests
{
    private static readonly string[] CocoOrder =
    [
        "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
        "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    ];

    [Theory]
    [InlineData("pedestrian.adult", "pedestrian", 1.55, 1.95)]
    [InlineData("pedestrian.child", "child", 0.95, 1.40)]
    public void Twenty_seeds_give_sound_and_different_people(string name, string expectedClass, double low, double high)
    {
        HashSet<string> hashes = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            Model model = ModelChecks.Make(name, seed);
            ModelChecks.IsSound(model);
            Assert.Equal(expectedClass, model.Class);
            Assert.InRange(model.Nodes.Sum(n => n.Mesh.TriangleCount), 4000, 12000);
            // Heights are met to 2 mm.
            Box3 box = model.BodyBox(default);
            Assert.InRange(box.Size.Z, low - 0.002, high + 0.002);
            Assert.InRange(box.Min.Z, -0.0005, 0.0005);
            hashes.Add(ModelChecks.Hash(model));
            Assert.Equal(ModelChecks.Hash(model), ModelChecks.Hash(ModelChecks.Make(name, seed)));
        }

        Assert.Equal(20, hashes.Count);
    }

    [Theory]
    [InlineData("pedestrian.adult", 1.55)]
    [InlineData("pedestrian.adult", 1.78)]
    [InlineData("pedestrian.adult", 1.95)]
    [InlineData("pedestrian.child", 0.95)]
    [InlineData("pedestrian.child", 1.10)]
    [InlineData("pedestrian.child", 1.40)]
    public void A_standing_body_is_as_high_as_requested(string name, double height)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            Model model = ModelChecks.Make(name, seed, height);
            // The stature is corrected until the body's box is within 0.2 mm; single precision of vertices adds less.
            Assert.Equal(height, model.BodyBox(default).Size.Z, 0.002);
        }
    }

    [Fact]
    public void A_requested_colour_is_the_upper_garments()
    {
        Model model = ModelChecks.Make("pedestrian.child", 4, color: "#ff0000");
        Material top = model.Nodes[model.NodeIndex("abdomen")].Materials[0];
        Assert.Equal(1f, top.BaseColor.X, 1e-6f);
        Assert.Equal(0f, top.BaseColor.Y);
    }

    [Theory]
    [InlineData("pedestrian.adult")]
    [InlineData("pedestrian.child")]
    public void Keypoints_stand_in_COCOs_order_on_their_own_sides(string name)
    {
        Model model = ModelChecks.Make(name, 5);
        Assert.Equal(CocoOrder, model.Keypoints.Select(k => k.Name));
        Pose[] poses = model.PoseNodes(default);
        Double3[] at = [.. model.Keypoints.Select(k => poses[k.Node].Apply(k.Position))];
        int pairs = 0;
        for (int i = 1; i < 17; i += 2)
        {
            // The head may be turned up to 18 degrees and the weight on one leg; left stays left.
            Assert.True(at[i].Y > at[i + 1].Y, model.Keypoints[i].Name);
            Double3 left = model.Keypoints[i].Position;
            Double3 right = model.Keypoints[i + 1].Position;
            if (model.Keypoints[i].Node == model.Keypoints[i + 1].Node)
            {
                Assert.Equal(left.X, right.X, 1e-9);
                Assert.Equal(left.Y, -right.Y, 1e-9);
                Assert.Equal(left.Z, right.Z, 1e-9);
            }

            pairs++;
        }

        Assert.Equal(8, pairs);
        Assert.True(at[0].X > at[3].X, "the nose is in front of the ears");
        Assert.True(at[0].Z > at[5].Z && at[5].Z > at[7].Z && at[7].Z > at[9].Z, "nose above shoulders above elbows above wrists");
        Assert.True(at[11].Z > at[13].Z && at[13].Z > at[15].Z, "hips above knees above ankles");
    }

    [Fact]
    public void Keypoints_lie_near_the_visible_surface()
    {
        int tested = 0;
        foreach (string name in new[] { "pedestrian.adult", "pedestrian.child" })
        {
            for (ulong seed = 0; seed < 6; seed++)
            {
                Model model = ModelChecks.Make(name, seed);
                Pose[] poses = model.PoseNodes(default);
                Double3[] surface = [.. Enumerable.Range(0, model.Nodes.Length).SelectMany(n => model.Points(n, poses))];
                foreach (Keypoint keypoint in model.Keypoints)
                {
                    Double3 at = poses[keypoint.Node].Apply(keypoint.Position);
                    double nearest = surface.Min(p => (p - at).Length);
                    // Joint centres are one limb's radius below the skin; clothes and the distance to the nearest vertex come on top.
                    Assert.True(nearest < 0.07, $"{name} {seed} {keypoint.Name}: {nearest:F3} m");
                    tested++;
                }
            }
        }

        Assert.Equal(2 * 6 * 17, tested);
    }

    [Fact]
    public void The_body_box_follows_the_pose()
    {
        Model model = ModelChecks.Make("pedestrian.child", 3);
        Box3 standing = model.BodyBox(default);
        Box3 running = model.BodyBox(new MotionState(3.4, 0, 0, 0));
        // At heel contact the legs are spread by more than a shank's length.
        Assert.True(running.Size.X > standing.Size.X + 0.25, $"{standing.Size.X:F2} to {running.Size.X:F2}");
    }

    [Fact]
    public void Poses_repeat_after_a_cycle()
    {
        Model model = ModelChecks.Make("pedestrian.adult", 9);
        Pose[] a = model.PoseNodes(new MotionState(1.4, 0, 0.25, 0));
        Pose[] b = model.PoseNodes(new MotionState(1.4, 100, 41.25, 0));
        for (int i = 0; i < a.Length; i++)
        {
            // 41.25 - 41 is exact, but 41.75 - 0.5 steps on the way round in the last place.
            Assert.Equal(0, (a[i].Translation - b[i].Translation).Length, 1e-9);
        }
    }
}
