using SceneForge.Packaging.Coco;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

/// <summary>Which pixels are whose: a sign is its plate, a rider is apart from the bicycle, a car's every part is the car.</summary>
public sealed class CocoPartsTests
{
    private const int Unit = 1 << 16;

    private static readonly CocoCategories Categories = new([new CocoClass(1, "road", false, "#808080", null),
        new CocoClass(9, "pole", false, "#999999", null), new CocoClass(10, "traffic_sign", true, "#dcdc00", null),
        new CocoClass(15, "rider", true, "#ff0000", 1), new CocoClass(21, "bicycle", true, "#770b20", 2)]);

    [Fact]
    public void A_signs_post_is_a_pole_and_its_plate_the_sign()
    {
        // A sign (object 40) with two pixels of plate over two of its post, beside a lamp's pole and a second sign of which the post alone shows.
        ushort[] instance = [40, 40, 0, 41, 40, 40, 0, 41];
        byte[] semantic = [10, 10, 9, 9, 9, 9, 1, 9];
        CocoParts parts = new(instance, semantic, 4, 2, _ => 10, Categories);
        Assert.Equal([(40, 40, 10, 2), (1 * Unit, 0, 1, 1), (9 * Unit, 0, 9, 5)],
            parts.All.Select(p => (p.PanopticId, p.ObjectId, p.ClassId, (int)p.Mask.Area)));
        Assert.Equal((0, 0, 2, 1), (parts.All[0].Mask.Box.X, parts.All[0].Mask.Box.Y, parts.All[0].Mask.Box.Width, parts.All[0].Mask.Box.Height));
    }

    [Fact]
    public void A_rider_is_a_person_with_the_bicycles_object_id()
    {
        CocoParts parts = new([7, 7, 7, 0], [15, 21, 21, 1], 2, 2, _ => 21, Categories);
        Assert.Equal([(7, 7, 21, 2), (1 * Unit, 0, 1, 1), (15 * Unit + 7, 7, 15, 1)],
            parts.All.Select(p => (p.PanopticId, p.ObjectId, p.ClassId, (int)p.Mask.Area)));
    }
}
