using System.Text;
using SceneForge.Packaging.Coco;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

public sealed class RunLengthMaskTests
{
    // 3 columns, 2 rows; columns are (7, 7), (0, 7), (0, 5).
    private static readonly ushort[] Ids = [7, 0, 0, 7, 7, 5];

    [Fact]
    public void Runs_go_down_the_columns_and_start_with_zeros()
    {
        SortedDictionary<int, RunLengthMask> masks = RunLengthMask.OfAll(Ids, 3, 2);
        Assert.Equal([5, 7], masks.Keys);
        Assert.Equal([0, 2, 1, 1, 2], masks[7].Counts);
        Assert.Equal((3, (0, 0, 2, 2)), (masks[7].Area, masks[7].Box));
        Assert.Equal([5, 1], masks[5].Counts);
        Assert.Equal((1, (2, 1, 1, 1)), (masks[5].Area, masks[5].Box));
    }

    [Fact]
    public void A_run_over_the_end_of_a_column_takes_the_box_from_top_to_bottom()
    {
        // Columns (0, 0, 4) and (4, 0, 0): one run of two pixels.
        RunLengthMask mask = RunLengthMask.OfAll([0, 4, 0, 0, 4, 0], 2, 3)[4];
        Assert.Equal([2, 2, 2], mask.Counts);
        Assert.Equal((0, 0, 2, 3), mask.Box);
    }

    [Fact]
    public void Compressed_runs_have_the_text_that_follows_from_the_rules_by_hand()
    {
        // 6 -> '6'; 1 -> '1'; 40 = 8 + 32 * 1 -> 8 | 32 + 48 = 'X', then '1'; from the fourth on differences: 5 - 1 = 4 -> '4'; 8 - 40 = -32 -> 0
        // | 32 + 48 = 'P', then -1 & 31 + 48 = 'O'.
        ushort[] column = new ushort[6 + 1 + 40 + 5 + 8];
        column[6] = 1;
        column.AsSpan(47, 5).Fill(1);
        RunLengthMask mask = RunLengthMask.OfAll(column, 1, column.Length)[1];
        Assert.Equal([6, 1, 40, 5, 8], mask.Counts);
        Assert.Equal("61X14PO", mask.ToText());
    }

    [OpenCvTheory]
    [InlineData(1, 1, 1)]
    [InlineData(70, 33, 2)]
    [InlineData(64, 96, 3)]
    [InlineData(129, 5, 4)]
    public void Text_and_polygons_give_every_mask_of_a_random_picture_back(int width, int height, int seed)
    {
        // Blocks of 3 x 3 pixels of a few ids, and single pixels between: touching corners, holes, islands.
        ushort[] ids = [.. Enumerable.Range(0, width * height).Select(p => Noise(p % width / 3, p / width / 3, seed) is var block
            && Noise(p % width, p / width, seed + 9) % 7 == 0 ? (ushort)(block % 5) : (ushort)(block % 4))];
        SortedDictionary<int, RunLengthMask> masks = RunLengthMask.OfAll(ids, width, height);
        Assert.Equal(ids.Where(i => i != 0).Distinct().Order().Select(i => (int)i), masks.Keys);
        foreach ((int id, RunLengthMask mask) in masks)
        {
            bool[] expected = [.. ids.Select(i => i == id)];
            Assert.Equal(expected.Count(e => e), mask.Area);
            Assert.Equal(expected, Filled(mask.ToText(), width, height));
            Assert.Equal(expected, Filled(MaskPolygons.Of(mask), width, height));
        }

        Assert.True(width * height == 1 || masks.Count >= 3);
    }

    private static uint Noise(int x, int y, int seed)
    {
        uint h = (uint)(x * 374761393 + y * 668265263 + seed * 1274126177);
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) & 0xFFFF;
    }

    /// <summary>The decoder that cocoapi documents, written from its rules.</summary>
    private static bool[] Filled(string text, int width, int height)
    {
        List<int> counts = [];
        bool[] pixels = new bool[width * height];
        byte[] groups = Encoding.ASCII.GetBytes(text);
        int at = 0;
        int pixel = 0;
        while (at < groups.Length)
        {
            int value = 0;
            int shift = 0;
            int group;
            do
            {
                group = groups[at++] - 48;
                value |= (group & 31) << shift;
                shift += 5;
            }
            while ((group & 32) != 0);

            value |= (group & 16) != 0 ? -1 << shift : 0;
            counts.Add(counts.Count > 2 ? value + counts[^2] : value);
            for (int i = 0; i < counts[^1]; i++, pixel++)
            {
                pixels[pixel % height * width + pixel / height] = counts.Count % 2 == 0;
            }
        }

        Assert.Equal(width * height, pixel);
        return pixels;
    }

    /// <summary>Pixels whose centre lies in one of the polygons, by the even-odd rule.</summary>
    private static bool[] Filled(List<double[]> polygons, int width, int height)
    {
        bool[] pixels = new bool[width * height];
        for (int p = 0; p < pixels.Length; p++)
        {
            (double x, double y) = (p % width + 0.5, p / width + 0.5);
            pixels[p] = polygons.Any(polygon => Contains(polygon, x, y));
        }

        return pixels;

        static bool Contains(double[] polygon, double x, double y)
        {
            bool inside = false;
            for (int i = 0, j = polygon.Length - 2; i < polygon.Length; j = i, i += 2)
            {
                (double xi, double yi, double xj, double yj) = (polygon[i], polygon[i + 1], polygon[j], polygon[j + 1]);
                inside ^= yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi;
            }

            return inside;
        }
    }
}
