using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class DogTests
{
    private static readonly string[] Paws = ["leftHindPaw", "rightHindPaw", "leftForePaw", "rightForePaw"];

    [Fact]
    public void Twenty_seeds_give_sound_and_different_dogs()
    {
        HashSet<string> hashes = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            Model model = ModelChecks.Make("dog", seed);
            ModelChecks.IsSound(model);
            Assert.Equal("animal", model.Class);
            Box3 box = model.BodyBox(default);
            Assert.InRange(box.Min.Z, -0.001, 0.001);
            Assert.InRange(box.Size.Z, 0.40, 0.95);
            hashes.Add(ModelChecks.Hash(model));
            Assert.Equal(ModelChecks.Hash(model), ModelChecks.Hash(ModelChecks.Make("dog", seed)));
        }

        Assert.Equal(20, hashes.Count);
    }

    [Fact]
    public void A_standing_dog_is_as_high_as_requested()
    {
        Model model = ModelChecks.Make("dog", 3, height: 0.60);
        // Proportional scaling in double precision, vertices in single.
        Assert.Equal(0.60, model.BodyBox(default).Size.Z, 1e-4);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.5)]
    [InlineData(3.0)]
    public void Paws_on_the_ground_do_not_slide_and_limbs_stay_joined(double speed)
    {
        Model model = ModelChecks.Make("dog", 5);
        double stride = model.Articulation.CycleLength(speed);
        int tested = 0;
        foreach (string name in Paws)
        {
            int paw = model.NodeIndex(name);
            double rest = model.PoseNodes(default)[paw].Translation.Z;
            const int Steps = 100;
            Pose[] before = model.PoseNodes(new MotionState(speed, 0, 0, 0));
            for (int i = 1; i <= Steps; i++)
            {
                Pose[] after = model.PoseNodes(new MotionState(speed, 0, (double)i / Steps, 0));
                Assert.True(after[paw].Translation.Z > rest - 1e-9);
                // Pastern and lower limb end where the next piece begins, but for bones that are stretched at most 2 cm.
                double lower = (after[paw - 2].Translation - after[paw - 1].Translation).Length;
                double lowerRest = (before[paw - 2].Translation - before[paw - 1].Translation).Length;
                Assert.Equal(lowerRest, lower, 0.02);
                if (before[paw].Translation.Z == rest && after[paw].Translation.Z == rest)
                {
                    double slip = after[paw].Translation.X - before[paw].Translation.X + stride / Steps;
                    // The last step on the ground may end in the air.
                    Assert.InRange(slip, -1e-9, 1e-9);
                    tested++;
                }

                before = after;
            }
        }

        Assert.True(tested > 4 * 30, $"{tested} steps on the ground");
    }
}
