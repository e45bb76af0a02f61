using OpenCvSharp;
using SceneForge.Base.Random;
using Xunit;

namespace SceneForge.Tests.OpenCv;

/// <summary>Connected components and contours against drawn shapes, and on random masks against their definitions.</summary>
public sealed class ComponentTests
{
    private static Mat Draw(params string[] rows) =>
        Mat.FromPixelData(rows.Length, rows[0].Length, MatType.CV_8UC1, rows.SelectMany(r => r.Select(c => (byte)(c == '#' ? 255 : 0))).ToArray());

    [Fact]
    public void Diagonal_neighbours_belong_together_only_where_eight_count()
    {
        using Mat image = Draw("#.#.", ".#..", "...#");
        using Mat labels = new(), stats = new(), centroids = new();
        Assert.Equal(3, Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids));
        Assert.Equal([1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 2], labels.AsSpan<int>().ToArray());
        Assert.Equal([0, 0, 3, 2, 3], stats.AsSpan<int>()[5..10].ToArray());
        Assert.Equal(8, stats.At<int>(0, (int)ConnectedComponentsTypes.Area));
        Assert.Equal(1.0, centroids.At<double>(1, 0));
        Assert.Equal(1.0 / 3, centroids.At<double>(1, 1), 1e-15);
        Assert.Equal(5, Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids, PixelConnectivity.Connectivity4));
    }

    [Fact]
    public void Areas_that_meet_late_get_one_label()
    {
        using Mat image = Draw("#.#.#", "#.#.#", "#####");
        using Mat labels = new(), stats = new(), centroids = new();
        Assert.Equal(2, Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids, PixelConnectivity.Connectivity4));
        Assert.Equal(11, stats.At<int>(1, (int)ConnectedComponentsTypes.Area));
    }

    [Fact]
    public void A_rectangle_has_its_four_corners_and_a_pixel_itself()
    {
        using Mat image = Draw("......", ".####.", ".####.", ".####.", "......", "#.....");
        Cv2.FindContours(image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes.External,
            ContourApproximationModes.ApproxSimple);
        Assert.Equal(2, contours.Length);
        Assert.Equal([new Point(0, 5)], contours[0]);
        Assert.Equal([new Point(1, 1), new Point(1, 3), new Point(4, 3), new Point(4, 1)], contours[1]);
        Assert.Equal((1, -1, -1, -1), (hierarchy[0].Next, hierarchy[0].Previous, hierarchy[0].Child, hierarchy[0].Parent));
        Cv2.FindContours(image, out contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone, new Point(10, 20));
        Assert.Equal(10, contours[1].Length);
        Assert.Equal(new Point(11, 21), contours[1][0]);
    }

    [Fact]
    public void Holes_hang_below_their_outer_border_and_islands_stand_apart()
    {
        using Mat image = Draw("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######");
        Cv2.FindContours(image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes.CComp, ContourApproximationModes.ApproxSimple);
        Assert.Equal(4, contours.Length);

        // The island with its hole was found last and comes first.
        Assert.Equal(new Point(2, 2), contours[0][0]);
        Assert.Equal([-1, 0, -1, 2], hierarchy.Select(h => h.Parent));
        Assert.Equal([1, -1, 3, -1], hierarchy.Select(h => h.Child));
        Assert.Equal([2, -1, -1, -1], hierarchy.Select(h => h.Next));
        Cv2.FindContours(image, out contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        Assert.Equal([new Point(0, 0), new Point(0, 6), new Point(6, 6), new Point(6, 0)], Assert.Single(contours));
    }

    [Fact]
    public void On_random_masks_contours_are_exactly_the_pixels_beside_the_background()
    {
        RandomStream random = new(5, 0, "masks");
        int points = 0;
        for (int round = 0; round < 60; round++)
        {
            const int side = 24;
            double density = 0.2 + 0.012 * round;
            byte[] pixels = [.. Enumerable.Range(0, side * side).Select(_ => (byte)(random.Uniform(0, 1) < density ? 1 : 0))];
            using Mat image = Mat.FromPixelData(side, side, MatType.CV_8UC1, pixels);
            using Mat labels = new(), stats = new(), centroids = new();
            int components = Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids) - 1;
            Cv2.FindContours(image, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes.CComp,
                ContourApproximationModes.ApproxNone);

            // Outer borders: one a component. Holes: one for each 4-connected area of background that does not reach the edge.
            Assert.Equal(components, hierarchy.Count(h => h.Parent < 0));
            Assert.Equal(Holes(pixels, side), hierarchy.Count(h => h.Parent >= 0));

            // Points of contours: the pixels of areas with a background pixel (or the image's edge) among their four neighbours.
            HashSet<Point> expected = [];
            for (int p = 0; p < pixels.Length; p++)
            {
                (int x, int y) = (p % side, p / side);
                bool Empty(int dx, int dy) => x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side || pixels[(y + dy) * side + x + dx] == 0;
                if (pixels[p] != 0 && (Empty(-1, 0) || Empty(1, 0) || Empty(0, -1) || Empty(0, 1)))
                {
                    expected.Add(new Point(x, y));
                }
            }

            Assert.Equal(expected, contours.SelectMany(c => c).ToHashSet());
            Assert.All(contours, c => Assert.Single(c.Select(q => labels.At<int>(q.Y, q.X)).Distinct()));
            points += expected.Count;
        }

        Assert.True(points > 5000);
    }

    private static int Holes(byte[] pixels, int side)
    {
        // A frame of background makes the outside one area.
        byte[] inverse = [.. Enumerable.Range(0, (side + 2) * (side + 2)).Select(p =>
        {
            (int x, int y) = (p % (side + 2) - 1, p / (side + 2) - 1);
            return (byte)(x >= 0 && x < side && y >= 0 && y < side && pixels[y * side + x] != 0 ? 0 : 1);
        })];
        using Mat image = Mat.FromPixelData(side + 2, side + 2, MatType.CV_8UC1, inverse);
        using Mat labels = new(), stats = new(), centroids = new();
        return Cv2.ConnectedComponentsWithStats(image, labels, stats, centroids, PixelConnectivity.Connectivity4) - 2;
    }
}
