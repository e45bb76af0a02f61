using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>Eight firings at once give the bits of each alone.</summary>
public sealed class WideReceiverTests
{
    private const int Firings = 4096;

    private static readonly (uint, uint) Key = FiringRandom.KeyOf(5, 2, "LIDAR", 3);

    private static readonly LidarModel Model = LidarWorlds.Ideal(LidarWorlds.Ahead(1)) with { RangeAtTenPercent = 50, RangeNoise = 0.02,
        FalseAlarmRate = 0.01, SignalNoise = 0.05, MinRange = 1, MaxRange = 120 };

    [Fact]
    public void Numbers_of_eight_firings_are_those_of_each()
    {
        for (int firing = 0; firing < 1024; firing += WideReceiver.Lanes)
        {
            double[][] normals = [.. Enumerable.Range(0, 2).Select(b => Lanes(WideFiringRandom.Normal(WideFiringRandom.Block(Key, firing,
                (uint)b))))];
            double[] uniforms = Lanes(WideFiringRandom.Uniform(WideFiringRandom.Block(Key, firing, 0)));
            for (int lane = 0; lane < WideReceiver.Lanes; lane++)
            {
                FiringRandom one = new(Key, firing + lane);
                Assert.Equal(one.Normal(), normals[0][lane]);
                Assert.Equal(one.Normal(), normals[1][lane]);
                Assert.Equal(new FiringRandom(Key, firing + lane).NextDouble(), uniforms[lane]);
            }
        }
    }

    [Fact]
    public void Lone_echoes_return_as_the_receiver_of_one_says()
    {
        EchoTable echoes = new();
        echoes.Clear(Firings, 4);
        Random random = new(7);
        for (int i = 0; i < Firings; i++)
        {
            // From far below the threshold to far above, nearer and farther than is measured; some none, some two.
            int count = random.Next(8) switch { 0 => 0, 1 => 2, _ => 1 };
            for (int k = 0; k < count; k++)
            {
                echoes.Add(i, 0.5 + 125 * random.NextDouble(), Model.Threshold * Math.Pow(10, 3 * random.NextDouble() - 1),
                    (ushort)random.Next(1000));
            }
        }

        WideReceiver wide = new(Model, Key);
        double[] ranges = new double[WideReceiver.Lanes];
        double[] signals = new double[WideReceiver.Lanes];
        (int returns, int silences, int alarms, int others) = (0, 0, 0, 0);
        for (int first = 0; first < Firings; first += WideReceiver.Lanes)
        {
            (uint returned, uint silent) = wide.Receive(echoes, first, first, ranges, signals);
            Assert.Equal(0u, returned & silent);
            for (int lane = 0; lane < WideReceiver.Lanes; lane++)
            {
                int firing = first + lane;
                FiringRandom one = new(Key, firing);
                Span<Echo> row = echoes.Row(firing)[..echoes.Counts[firing]];
                bool alone = row.Length == 1;
                bool heard = row.Length > 0 && new EchoReceiver(Model).Receive(row, ref one) > 0;
                bool alarm = !heard && one.NextDouble() < Model.FalseAlarmRate;
                if ((returned >> lane & 1) != 0)
                {
                    Assert.True(alone && heard);
                    Assert.Equal((row[0].Range, row[0].Signal), (ranges[lane], signals[lane]));
                    returns++;
                }
                else if ((silent >> lane & 1) != 0)
                {
                    Assert.True(row.Length < 2 && !heard && !alarm);
                    silences++;
                }
                else
                {
                    // Left to the receiver of one: several echoes, a false alarm, or an echo out of range.
                    Assert.True(!(alone && heard));
                    (alarms, others) = alarm ? (alarms + 1, others) : (alarms, others + 1);
                }
            }
        }

        Assert.True(returns > 1000 && silences > 500 && alarms > 5 && others > 300, $"{returns} {silences} {alarms} {others}");
    }

    [Fact]
    public void A_matrix_turns_as_its_rotation_does()
    {
        Rotation rotation = Rotation.FromYawPitchRoll(1.1, -0.4, 2.5);
        Double3 v = new(0.3, -2, 5);
        // Both round a dozen times at this size.
        Assert.Equal(0, (RotationMatrix.Of(rotation).Apply(v) - rotation.Apply(v)).Length, 1e-14);
    }

    private static double[] Lanes(System.Runtime.Intrinsics.Vector512<double> vector) =>
        [.. Enumerable.Range(0, WideReceiver.Lanes).Select(i => vector[i])];
}
