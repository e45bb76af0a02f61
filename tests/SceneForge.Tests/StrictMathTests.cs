using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using Xunit;

namespace SceneForge.Tests;

public sealed class StrictMathTests
{
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1e5)]
    public void Agrees_with_the_library_to_a_few_units_in_the_last_place(double scale)
    {
        RandomStream random = new(1, 0, "strict");
        for (int i = 0; i < 10_000; i++)
        {
            double x = random.Uniform(-scale, scale);
            double y = random.Uniform(-scale, scale);
            // 1e-15 is 4.5 units in the last place of 1; angle reduction adds nothing below 1e6.
            Assert.Equal(Math.Sin(x), StrictMath.Sin(x), 1e-15);
            Assert.Equal(Math.Cos(x), StrictMath.Cos(x), 1e-15);
            Assert.Equal(Math.Atan2(y, x), StrictMath.Atan2(y, x), 2e-15);
            Assert.Equal(1.0, StrictMath.Log(Math.Abs(x) + 1e-300) / Math.Log(Math.Abs(x) + 1e-300), 2e-15);
            double e = Math.Clamp(x, -700, 700);
            // exp's relative error grows with the argument's rounding: |x| * 2^-53.
            Assert.Equal(1.0, StrictMath.Exp(e) / Math.Exp(e), 4e-15);
        }
    }

    [Fact]
    public void Eight_Philox_blocks_at_once_are_those_of_their_counters()
    {
        (uint, uint) key = (0xa4093822, 0x299f31d0);
        foreach (uint first in new[] { 0u, 12345u, 0xfffffffc })
        {
            WidePhilox wide = WidePhilox.Blocks(first, 7, key);
            for (int lane = 0; lane < WidePhilox.Lanes; lane++)
            {
                (uint, uint, uint, uint) expected = Philox.Block((first + (uint)lane, 7, 0, 0), key);
                Assert.Equal(expected, ((uint)wide.X0[lane], (uint)wide.X1[lane], (uint)wide.X2[lane], (uint)wide.X3[lane]));
                Assert.Equal(0ul, (wide.X0[lane] | wide.X1[lane] | wide.X2[lane] | wide.X3[lane]) >> 32);
            }
        }
    }

    [Fact]
    public void Philox_gives_the_published_blocks()
    {
        // Known-answer vectors of the authors' Random123 distribution, philox4x32 with 10 rounds.
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block((0, 0, 0, 0), (0, 0)));
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            Philox.Block((0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff), (0xffffffff, 0xffffffff)));
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0)));
    }
}
