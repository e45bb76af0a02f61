using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Assets;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

/// <summary>Houses, plants and garden boundaries over many seeds.</summary>
public sealed class StreetAssetTests
{
    private const int Seeds = 20;

    [Theory]
    [InlineData("house.detached", "building", 1000, 7000)]
    [InlineData("house.semi", "building", 1000, 7000)]
    [InlineData("house.terrace", "building", 1000, 10000)]
    [InlineData("garage.single", "building", 150, 2000)]
    [InlineData("tree.broadleaf", "vegetation", 2500, 9000)]
    [InlineData("tree.birch", "vegetation", 2500, 9000)]
    [InlineData("tree.conifer", "vegetation", 1000, 9000)]
    [InlineData("tree.distant", "vegetation", 300, 1500)]
    [InlineData("hedge.section", "vegetation", 300, 1500)]
    [InlineData("shrub", "vegetation", 200, 1500)]
    [InlineData("flower.bed", "vegetation", 200, 1000)]
    [InlineData("wall.garden", "wall", 30, 300)]
    [InlineData("fence.picket", "fence", 100, 600)]
    [InlineData("fence.board", "fence", 50, 400)]
    [InlineData("gate.garden", "fence", 50, 400)]
    public void Meshes_are_sound_for_every_seed(string asset, string taxonomyClass, int fewest, int most)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Model model = Make(asset, seed);
            Assert.Equal(taxonomyClass, model.Class);
            int triangles = 0;
            foreach (ModelNode node in model.Nodes)
            {
                Assert.Equal(node.Mesh.Parts.Length, node.Materials.Length);
                Assert.All(node.Mesh.Positions, p => Assert.True(float.IsFinite(p.X) && float.IsFinite(p.Y) && float.IsFinite(p.Z)));
                Assert.All(node.Mesh.TexCoords, t => Assert.True(float.IsFinite(t.X) && float.IsFinite(t.Y)));
                // Normals are rounded to single precision.
                Assert.All(node.Mesh.Normals, n => Assert.InRange(n.Length(), 1 - 1e-5f, 1 + 1e-5f));
                Assert.All(node.Mesh.Indices, i => Assert.InRange(i, 0, node.Mesh.Positions.Length - 1));
                triangles += node.Mesh.TriangleCount;
            }

            Assert.InRange(triangles, fewest, most);
            Box3 box = model.BodyBox(default);
            Assert.True(box.Min.Z <= 0, $"{asset} {seed} floats at {box.Min.Z}");
            Assert.True(box.Max.Z > 0.2, $"{asset} {seed} is flat");
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_and_other_seeds_other_houses()
    {
        Model first = Make("house.detached", 3);
        Model again = Make("house.detached", 3);
        Assert.Equal(first.Nodes[0].Mesh.Positions, again.Nodes[0].Mesh.Positions);
        int sizes = Enumerable.Range(0, Seeds).Select(seed => Make("house.detached", (ulong)seed).Nodes[0].Mesh.Bounds).Distinct().Count();
        Assert.Equal(Seeds, sizes);
    }

    [Theory]
    [InlineData("tree.broadleaf", 0.4)]
    [InlineData("tree.birch", 0.4)]
    [InlineData("tree.conifer", 0.25)]
    public void Crowns_fill_a_volume_and_their_normals_point_outwards(string asset, double least)
    {
        HashSet<Mesh> seen = [];
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Mesh mesh = Make(asset, seed).Nodes[0].Mesh;
            if (!seen.Add(mesh))
            {
                continue;
            }

            MeshPart leaves = mesh.Parts.Single(p => p.Name == "leaves");
            int[] corners = mesh.Indices[(3 * leaves.FirstTriangle)..(3 * (leaves.FirstTriangle + leaves.TriangleCount))];
            Vector3 low = new(float.MaxValue);
            Vector3 high = new(float.MinValue);
            foreach (int i in corners)
            {
                low = Vector3.Min(low, mesh.Positions[i]);
                high = Vector3.Max(high, mesh.Positions[i]);
            }

            Vector3 size = high - low;
            Assert.True(size.X > 1.5f && size.Y > 1.5f && size.Z > 3f, $"{asset} {seed}: crown of {size}");
            Vector3 middle = (low + high) / 2;
            double outward = corners.Average(i => Vector3.Dot(mesh.Normals[i], Vector3.Normalize(mesh.Positions[i] - middle)));
            // Leaves are tilted at random and follow the crown on the mean; a spruce's fans also look up.
            Assert.True(outward > least, $"{asset} {seed}: {outward}");
        }

        Assert.InRange(seen.Count, 2, 4);
    }

    [Fact]
    public void Windows_are_lit_by_the_window_switch_and_dark_by_day()
    {
        int lit = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            foreach (Material material in Make("house.semi", seed).Nodes[0].Materials.Where(m => m.Emission != Vector3.Zero))
            {
                Assert.Equal(LampChannel.Window, material.EmissionSwitch);
                lit++;
            }
        }

        Assert.True(lit >= Seeds / 2);
    }

    private static Model Make(string asset, ulong seed) => AssetLibrary.Make(new AssetRequest(asset, new RandomStream(seed, 0, asset)));
}
