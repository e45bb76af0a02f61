using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Meshing;

public sealed class MaskGeometryTests
{
    private const float Width = 3;
    private const float Height = 2;

    [Theory]
    [InlineData(7, 5, TextureWrap.Repeat, 1, 0.5f)]
    [InlineData(33, 40, TextureWrap.Clamp, 1, 0.3f)]
    [InlineData(12, 9, TextureWrap.Mirror, 3, 0.5f)]
    [InlineData(64, 64, TextureWrap.Repeat, 2, 0.8f)]
    public void A_point_is_in_the_geometry_where_the_mask_covers_it(int width, int height, TextureWrap wrap, double repeats, float cutoff)
    {
        RandomStream random = new(5, (ulong)width, "mask");
        TextureMap map = new(Noise(random, width, height), CoordinateUnit.Image, new TextureTransform(repeats, repeats, 0.3, 0.1, -0.2), wrap, wrap);
        Mesh cut = Cut(map, cutoff);
        MaskContours truth = new(map, cutoff);
        int inside = 0;
        int compared = 0;
        for (int i = 0; i < 4000; i++)
        {
            (float u, float v) = ((float)random.Uniform(0, 1), (float)random.Uniform(0, 1));
            double above = Above(truth, map, u, v);
            // Positions are single precision: a place at the contour may fall to either side.
            if (Math.Abs(above) < 0.05)
            {
                continue;
            }

            int hits = Covering(cut, u * Width, v * Height);
            Assert.True(hits == (above > 0 ? 1 : 0), $"{u}, {v}: {above} above the cutoff, in {hits} triangles");
            inside += hits;
            compared++;
        }

        Assert.InRange(compared, 3500, 4000);
        Assert.InRange(inside, 100, 3900);
    }

    [Fact]
    public void A_disc_has_the_area_of_its_contour()
    {
        const int size = 128;
        const double radius = 40;
        byte[] rgba = new byte[4 * size * size];
        for (int i = 0; i < size * size; i++)
        {
            double distance = Math.Sqrt(Math.Pow(i % size - 63.5, 2) + Math.Pow(i / size - 63.5, 2));
            rgba[4 * i + 3] = (byte)Math.Clamp(127.5 + 40 * (radius - distance), 0, 255);
        }

        Mesh cut = Cut(new TextureMap(new TextureImage("disc", size, size, rgba), CoordinateUnit.Image, TextureTransform.Identity), 0.5f);
        double area = Enumerable.Range(0, cut.TriangleCount).Sum(t => Area(cut, t)) / (Width * Height);
        // The polygon's sagitta over a texel is 1/(8 * 40) texel, and the cutoff lies half a level, 1/80 texel, off the middle.
        Assert.Equal(Math.PI * radius * radius / (size * size), area, 2 * Math.PI * radius * (1 / 320.0 + 1 / 40.0) / (size * size));
        Assert.InRange(cut.TriangleCount, 200, 1500);
    }

    [Fact]
    public void What_is_whole_takes_few_triangles_and_what_is_not_there_none()
    {
        byte[] half = [.. Enumerable.Range(0, 256 * 256).SelectMany(i => new byte[] { 0, 0, 0, (byte)(i % 256 < 128 ? 255 : 0) })];
        Mesh cut = Cut(new TextureMap(new TextureImage("half", 256, 256, half), CoordinateUnit.Image, TextureTransform.Identity,
            TextureWrap.Clamp, TextureWrap.Clamp), 0.5f);
        Assert.InRange(cut.TriangleCount, 2, 400);
        Assert.Equal(Width / 2 * Height, Enumerable.Range(0, cut.TriangleCount).Sum(t => Area(cut, t)), 1e-4);
        byte[] none = new byte[4 * 16];
        Assert.Equal(0, Cut(new TextureMap(new TextureImage("none", 4, 4, none), CoordinateUnit.Image, TextureTransform.Identity), 0.5f).TriangleCount);
    }

    [Fact]
    public void Triangles_that_shared_an_edge_share_their_points_on_it()
    {
        TextureMap map = new(Noise(new RandomStream(8, 0, "mask"), 48, 48), CoordinateUnit.Image, new TextureTransform(1, 0.9, 0.2));
        Mesh cut = Cut(map, 0.5f);
        // The diagonal of the rectangle: every point on it must stand there once for each side.
        HashSet<(float, float)> first = OnDiagonal(cut, upper: true);
        HashSet<(float, float)> second = OnDiagonal(cut, upper: false);
        Assert.InRange(first.Count, 10, 400);
        Assert.Equal(first.Order(), second.Order());
    }

    [Fact]
    public void Too_fine_a_mask_is_an_error_that_names_the_mesh()
    {
        TextureMap map = new(Noise(new RandomStream(9, 0, "mask"), 64, 64), CoordinateUnit.Image, TextureTransform.Identity);
        InputException error = Assert.Throws<InputException>(() => Cut(map, 0.5f, most: 500));
        Assert.Contains("leaves.glb", error.Message, StringComparison.Ordinal);
        Assert.Contains("'card'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InputException>(() => Cut(map with { Transform = new(1e7, 1e7) }, 0.5f));
        Assert.Contains("fewer repeats", error.Message, StringComparison.Ordinal);
    }

    private static Mesh Cut(TextureMap map, float cutoff, int most = MaskGeometry.MostTriangles)
    {
        Vector2[] corners = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];
        Mesh card = new("card", [.. corners.Select(c => new Vector3(c.X * Width, c.Y * Height, 0))], [.. Enumerable.Repeat(Vector3.UnitZ, 4)],
            corners, [0, 1, 2, 0, 2, 3], [new MeshPart("leaf", 0, 2)], corners, [.. Enumerable.Repeat(Vector4.One, 4)]);
        Material leaf = new() { Name = "leaf", BaseColor = Vector3.One, Maps = new MaterialMaps(map, null, null, null), AlphaMode = AlphaMode.Mask,
            AlphaCutoff = cutoff };
        (Mesh cut, var materials) = MaskGeometry.Cut(card, [leaf], "leaves.glb", most);
        Assert.Equal(AlphaMode.Opaque, Assert.Single(materials).AlphaMode);
        // Positions are single precision: a thin triangle may turn over by its rounding, a few 1e-7 along its length.
        Assert.All(Enumerable.Range(0, cut.TriangleCount), t => Assert.True(Area(cut, t) > -1e-8, $"triangle {t} turned over: {Area(cut, t)}"));
        return cut;
    }

    // Smooth noise: discs, holes and islands.
    private static TextureImage Noise(RandomStream random, int width, int height) => new("noise", width, height,
        [.. Enumerable.Range(0, width * height).SelectMany(_ => new byte[] { 9, 9, 9, (byte)random.NextInt(256) })]);

    private static double Above(MaskContours truth, TextureMap map, double u, double v)
    {
        TextureTransform t = map.Transform;
        (double x, double y) = (u * t.ScaleU, v * t.ScaleV);
        (double c, double s) = (Math.Cos(t.Rotation), Math.Sin(t.Rotation));
        return truth.Above((c * x + s * y + t.OffsetU) * map.Image.Width - 0.5, (c * y - s * x + t.OffsetV) * map.Image.Height - 0.5);
    }

    private static int Covering(Mesh mesh, double x, double y)
    {
        double Turn(int a, int b) => (double)(mesh.Positions[b].X - mesh.Positions[a].X) * (y - mesh.Positions[a].Y)
            - (double)(mesh.Positions[b].Y - mesh.Positions[a].Y) * (x - mesh.Positions[a].X);
        int count = 0;
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            (int a, int b, int c) = (mesh.Indices[3 * t], mesh.Indices[3 * t + 1], mesh.Indices[3 * t + 2]);
            count += Turn(a, b) >= 0 && Turn(b, c) >= 0 && Turn(c, a) >= 0 ? 1 : 0;
        }

        return count;
    }

    private static double Area(Mesh mesh, int t)
    {
        Vector3 a = mesh.Positions[mesh.Indices[3 * t]];
        Vector3 b = mesh.Positions[mesh.Indices[3 * t + 1]];
        Vector3 c = mesh.Positions[mesh.Indices[3 * t + 2]];
        return ((double)(b.X - a.X) * (c.Y - a.Y) - (double)(b.Y - a.Y) * (c.X - a.X)) / 2;
    }

    // Points on the diagonal that triangles above or below it have.
    private static HashSet<(float, float)> OnDiagonal(Mesh mesh, bool upper)
    {
        HashSet<(float, float)> found = [];
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            Vector3[] corners = [.. Enumerable.Range(0, 3).Select(k => mesh.Positions[mesh.Indices[3 * t + k]])];
            double side = corners.Sum(p => (double)p.Y / Height - (double)p.X / Width);
            foreach (Vector3 p in corners.Where(p => Math.Abs((double)p.Y / Height - (double)p.X / Width) < 1e-6 && side > 0 == upper))
            {
                found.Add((p.X, p.Y));
            }
        }

        return found;
    }
}
