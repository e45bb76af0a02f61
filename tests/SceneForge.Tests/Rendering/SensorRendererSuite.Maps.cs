using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

public abstract partial class SensorRendererSuite
{
    private const int Side = 160;

    // Two texels along u, two along v: red, green over blue, white. Fully on or off, so that sRGB and linear light are the same.
    private static readonly TextureImage Four = new("four", 2, 2, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]);

    private static readonly Vector3[] FourColors = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), new(1, 1, 1)];

    [SuiteFact]
    public async Task A_colour_map_shows_each_texel_where_its_coordinates_put_it()
    {
        TextureMap plain = Sharp(Four);
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One, Maps = Color(plain) }, null, FourColors);
        // Half an image on along u: what was right is left, by repeating; what was left is right.
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One, Maps = Color(plain with { Transform = new(1, 1, 0, 0.5, 0) }) },
            null, [FourColors[1], FourColors[0], FourColors[3], FourColors[2]]);
        // Clamped beyond the right edge: the last column alone.
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One,
            Maps = Color(plain with { Transform = new(1, 1, 0, 1, 0), WrapU = TextureWrap.Clamp }) },
            null, [FourColors[1], FourColors[1], FourColors[3], FourColors[3]]);
        // Mirrored beyond the lower edge: rows the other way round.
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One,
            Maps = Color(plain with { Transform = new(1, 1, 0, 0, 1), WrapV = TextureWrap.Mirror }) },
            null, [FourColors[2], FourColors[3], FourColors[0], FourColors[1]]);
        // A quarter turn: u' = v, v' = 1 - u.
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One,
            Maps = Color(plain with { Transform = new(1, 1, Math.PI / 2, 0, 1) }) },
            null, [FourColors[2], FourColors[0], FourColors[3], FourColors[1]]);
    }

    [SuiteFact]
    public async Task Second_coordinates_and_vertex_colours_are_read()
    {
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One, Maps = Color(Sharp(Four) with { UvSet = 1 }) }, null, FourColors,
            second: true);
        Vector4[] half = [.. Enumerable.Repeat(new Vector4(0.5f, 1, 0.25f, 1), 4)];
        await AssertQuads(new Material { Name = "map", BaseColor = Vector3.One, Maps = Color(Sharp(Four)) }, half,
            [.. FourColors.Select(c => c * new Vector3(0.5f, 1, 0.25f))]);
        await AssertQuads(new Material { Name = "plain", BaseColor = new Vector3(0.8f) }, half,
            [.. Enumerable.Repeat(new Vector3(0.4f, 0.8f, 0.2f), 4)]);
    }

    [SuiteFact]
    public async Task Roughness_metalness_and_emission_come_from_their_maps()
    {
        // Roughness 51 / 255 and metalness 1 of factors 1: as a material of these numbers.
        TextureImage orm = new("orm", 3, 1, [255, 51, 255, 255, 255, 51, 255, 255, 255, 51, 255, 255]);
        Material mapped = new() { Name = "orm", BaseColor = new Vector3(0.6f), Roughness = 1, Metallic = 1,
            Maps = new MaterialMaps(null, Sharp(orm), null, null) };
        await AssertQuads(mapped, null, [.. Enumerable.Repeat(new Vector3(0.6f), 4)], m => m with { Roughness = 0.2f, Metallic = 1 });
        Material shining = new() { Name = "shine", BaseColor = Vector3.Zero, Emission = new Vector3(4000),
            Maps = new MaterialMaps(null, null, null, Sharp(Four)) };
        await AssertQuads(shining, null, FourColors, m => m with { BaseColor = Vector3.Zero, Emission = 4000 * m.BaseColor });
    }

    [SuiteFact]
    public async Task Images_of_any_sides_are_averaged_where_they_are_small()
    {
        // 300 x 7 texels of black and white stripes, far smaller than a pixel, are grey: half the light.
        byte[] stripes = [.. Enumerable.Range(0, 300 * 7).SelectMany(i => Enumerable.Repeat((byte)(i % 2 * 255), 4))];
        TextureMap map = new(new TextureImage("stripes", 300, 7, stripes), CoordinateUnit.Image, new(40, 40));
        await AssertQuads(new Material { Name = "stripes", BaseColor = Vector3.One, Maps = Color(map) }, null,
            [.. Enumerable.Repeat(new Vector3(0.5f), 4)], tolerance: 6);
    }

    private static TextureMap Sharp(TextureImage image) => new(image, CoordinateUnit.Image, TextureTransform.Identity, Filter: TextureFilter.Nearest);

    private static MaterialMaps Color(TextureMap map) => new(map, null, null, null);

    /// <summary>Whether a square with a material looks as four squares of plain ones do, away from the lines between them.</summary>
    /// <param name="colors">Upper left, upper right, lower left, lower right.</param>
    /// <param name="plain">Makes the plain material of one of its colour.</param>
    private async Task AssertQuads(Material material, Vector4[]? tint, Vector3[] colors, Func<Material, Material>? plain = null, bool second = false,
        int tolerance = 2)
    {
        byte[] mapped = await Picture(new WorldObject(1, "square", Square(0, 0, 2, material, tint, second), Track.Still(Pose.Identity)));
        byte[] expected = await Picture([.. colors.Select((color, i) =>
        {
            Material one = new() { Name = "plain", BaseColor = color };
            return new WorldObject(1 + i, $"square{i}", Square(i % 2 == 0 ? 1 : -1, i < 2 ? 1 : -1, 1, plain?.Invoke(one) ?? one, null, false),
                Track.Still(Pose.Identity));
        })]);
        int compared = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                // 4 m at 10 m and 300 pixels of focal length: 120 pixels, 20 to 140, halves meeting at 80.
                if (Math.Abs(x - 50) < 24 && Math.Abs(y - 50) < 24 || Math.Abs(x - 110) < 24 && Math.Abs(y - 50) < 24
                    || Math.Abs(x - 50) < 24 && Math.Abs(y - 110) < 24 || Math.Abs(x - 110) < 24 && Math.Abs(y - 110) < 24)
                {
                    for (int c = 0; c < 3; c++)
                    {
                        // Eight-bit colour, texel and vertex colour: each rounds once; larger where the caller says why.
                        int at = 3 * (y * Side + x) + c;
                        Assert.True(Math.Abs(mapped[at] - expected[at]) <= tolerance,
                            $"pixel {x}, {y}, channel {c}: {mapped[at]}, not {expected[at]}");
                    }

                    compared++;
                }
            }
        }

        Assert.Equal(4 * 47 * 47, compared);
    }

    private async Task<byte[]> Picture(params WorldObject[] objects) =>
        (await Render(TestWorlds.Shot(TestWorlds.World(objects), TestWorlds.LookAlongX(0, 0, 0), Side, Side, 300))).Rgb;

    // Faces the camera at x = 10; u runs to its right, v down.
    private static Model Square(double y, double z, double half, Material material, Vector4[]? tint, bool second)
    {
        Vector2[] corners = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];
        Vector3[] positions = [.. corners.Select(c => new Vector3(10, (float)(y + half - 2 * half * c.X), (float)(z + half - 2 * half * c.Y)))];
        Mesh mesh = new("square", positions, [.. Enumerable.Repeat(-Vector3.UnitX, 4)], second ? new Vector2[4] : corners, [0, 3, 2, 0, 2, 1],
            [new MeshPart("surface", 0, 2)], second ? corners : null, tint);
        return new Model { Name = "square", Class = "building", Nodes = [new ModelNode("body", mesh, [material])],
            Articulation = RigidArticulation.Single };
    }
}
