using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>
/// Files of other makers, such as esmini's resources/xodr: set SCENEFORGE_XODR to their folder. They are not part of this repository
/// because of their licence; without the variable only the small files of the other tests are read.
/// </summary>
public sealed class PublicRoadTests
{
    [Fact]
    public void Public_files_are_read_and_drawn()
    {
        string? folder = Environment.GetEnvironmentVariable("SCENEFORGE_XODR");
        string[] files = folder is null
            ? [Repository.PathOf("scenes", "residential_street", "road.xodr")]
            : [.. Directory.GetFiles(folder, "*.xodr").Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        int drawn = 0;
        foreach (string file in files)
        {
            RoadNetwork roads;
            try
            {
                roads = RoadNetwork.Read(file);
            }
            catch (InputException e)
            {
                // Some of them link to roads that are not there.
                Assert.Contains("not there", e.Message, StringComparison.Ordinal);
                continue;
            }

            ImmutableArray<WorldObject> ground = RoadSurface.Build(roads, 1001);
            Assert.True(ground.Sum(o => o.Model.Nodes.Sum(n => n.Mesh.TriangleCount)) > 100, file);
            drawn++;
        }

        Assert.True(drawn > 0 && 10 * drawn >= 9 * files.Length, $"{drawn} of {files.Length}");
    }
}
