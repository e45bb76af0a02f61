using SceneForge.Base.Input;
using SceneForge.Frames.Storage;
using SceneForge.Tests.Scenarios;
using SceneForge.Tests.Support;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Scenes;

public sealed class TaxonomyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-taxonomy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_class_of_the_repository_keeps_its_place_as_its_things_do()
    {
        string file = Repository.PathOf("scenes", "taxonomy.json");
        Assert.Empty(new SchemaValidator(Repository.PathOf("scenes", "taxonomy.schema.json")).Validate(File.ReadAllText(file)));
        Taxonomy taxonomy = Taxonomy.Read(file);
        string[] Of(Func<ClassTraits, bool> has) => [.. taxonomy.Classes.Where(c => has(c.Traits)).Select(c => c.Name)];
        Assert.Equal(["road", "lane_marking", "kerb", "sidewalk", "terrain"], Of(t => t.Support == ClassSupport.Ground));
        Assert.Equal(["car", "van", "truck", "bus", "motorcycle", "bicycle"], Of(t => t.Support == ClassSupport.Wheels));
        Assert.Equal(["pedestrian", "child", "animal"], Of(t => t.Support == ClassSupport.Walks));
        Assert.Equal(["ball"], Of(t => t.Support == ClassSupport.Rolls));
        Assert.Equal(["rider"], Of(t => t.Support == ClassSupport.Rides));
        Assert.Equal(["traffic_sign", "traffic_light", "car", "van", "truck", "bus", "traffic_cone", "bin"], Of(t => t.IsRigid));
    }

    [Theory]
    [InlineData("", "traits")]
    [InlineData("\"traits\": [],", "0 of 0")]
    [InlineData("\"traits\": [\"rigid\"],", "0 of 1")]
    [InlineData("\"traits\": [\"walks\", \"floats\"],", "2 of 2")]
    [InlineData("\"traits\": [\"weels\"],", "\"wheels\"")]
    public void A_class_without_one_support_is_an_error_with_its_place(string traits, string says)
    {
        string file = Path.Combine(_folder, "taxonomy.json");
        File.WriteAllText(file, $$"""
            { "classes": [
              { "id": 1, "name": "drone", "thing": true, {{traits}} "color": "#000000" } ] }
            """);
        InputError error = Assert.Single(Assert.Throws<InputException>(() => Taxonomy.Read(file)).Errors);
        Assert.Equal((file, 2), (error.File, error.Line));
        Assert.StartsWith("/classes/0", error.Pointer, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_before_classes_had_traits_takes_those_of_the_project()
    {
        string whole = File.ReadAllText(Repository.PathOf("scenes", "taxonomy.json"));
        string file = Path.Combine(_folder, "taxonomy.json");
        File.WriteAllText(file, System.Text.RegularExpressions.Regex.Replace(whole, "\"traits\": \\[[^]]*\\], ", ""));
        Assert.DoesNotContain("traits", File.ReadAllText(file), StringComparison.Ordinal);
        Taxonomy own = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));
        Taxonomy old = Taxonomy.Read(file);
        Assert.All(own.Classes.Zip(old.Classes), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(own.Rows, old.Rows);
    }

    [Fact]
    public void The_schema_offers_the_traits_that_the_reader_knows()
    {
        string schema = File.ReadAllText(Repository.PathOf("scenes", "taxonomy.schema.json"));
        Assert.Equal(9, ClassTraits.Names.Count);
        Assert.Contains($"\"enum\": [{string.Join(", ", ClassTraits.Names.Select(n => $"\"{n}\""))}]", schema, StringComparison.Ordinal);
    }
}
