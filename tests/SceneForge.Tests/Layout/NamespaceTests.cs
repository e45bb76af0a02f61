using Xunit;

namespace SceneForge.Tests.Layout;

/// <summary>Namespaces are folders, form no circles, and stay within what their project references.</summary>
public sealed class NamespaceTests
{
    private static readonly Lazy<SourceFile[]> Sources = new(() => SourceFile.Under("src", "renderers"));

    [Fact]
    public void Namespaces_of_a_project_form_no_circle()
    {
        NamespaceGraph graph = new(Sources.Value);
        Assert.True(Sources.Value.Length > 800, $"only {Sources.Value.Length} files");
        Assert.True(graph.Namespaces > 100, $"only {graph.Namespaces} namespaces");
        Assert.True(graph.Edges > 250, $"only {graph.Edges} edges");
        Assert.Empty(graph.Circles());
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        SourceFile[] files = [.. Sources.Value, .. SourceFile.Under("tests")];
        Assert.True(files.Length > 1000, $"only {files.Length} files");
        Assert.Empty(files.Where(f => f.Namespace.Length > 0 && f.Namespace != FolderOf(f.Path)).Select(f => $"{f.Path}: {f.Namespace}"));

        // Statements of a program and global usings need none.
        string[] without = [.. files.Where(f => f.Namespace.Length == 0).Select(f => Path.GetFileName(f.Path))];
        Assert.Empty(without.Except(["Program.cs", "Usings.cs"]));
    }

    [Fact]
    public void Source_uses_only_projects_that_its_own_may_reference()
    {
        NamespaceGraph graph = new(Sources.Value);
        int uses = 0;
        List<string> strange = [];
        foreach (SourceFile file in Sources.Value.Where(f => f.Namespace.Length > 0))
        {
            string own = NamespaceGraph.ProjectOf(file.Namespace);
            foreach (string used in graph.UsedBy(file).Select(NamespaceGraph.ProjectOf).Distinct().Where(p => p != own))
            {
                uses++;
                if (!ProjectTable.References[own].Contains(used))
                {
                    strange.Add($"{file.Path} uses {used}");
                }
            }
        }

        Assert.True(uses > 700, $"only {uses} uses");
        Assert.Empty(strange);
    }

    [Theory]
    [InlineData("using SceneForge.A.Two;", "class Up { Low low; }", "class Low { One.Up up; }")]
    [InlineData("", "class Up { Two.Low low; }", "class Low { One.Up up; }")]
    [InlineData("", "class Up { SceneForge.A.Two.Low low; }", "class Low { A.One.Up up; }")]
    public void Circles_are_found_however_names_are_written(string directive, string one, string two)
    {
        NamespaceGraph graph = new([Of("One", directive, one), Of("Two", "", two)]);
        Assert.Equal(2, graph.Edges);
        string circle = Assert.Single(graph.Circles());
        Assert.Contains("SceneForge.A.One -> SceneForge.A.Two: One.cs", circle, StringComparison.Ordinal);

        NamespaceGraph open = new([Of("One", directive, one), Of("Two", "", "class Low { /* One.Up */ string up = \"One.Up\"; }")]);
        Assert.Equal(1, open.Edges);
        Assert.Empty(open.Circles());
    }

    [Fact]
    public void A_folder_that_names_its_parents_types_is_in_a_circle_with_one_that_names_its()
    {
        SourceFile parent = SourceFile.Parse("src/SceneForge.A/Registry.cs",
            "using SceneForge.A.Kinds;\n\nnamespace SceneForge.A;\n\nclass Registry\n{\n}\n");
        SourceFile child = SourceFile.Parse("src/SceneForge.A/Kinds/Kind.cs",
            "namespace SceneForge.A.Kinds;\n\nclass Kind\n{\n    Registry of;\n}\n");
        Assert.Single(new NamespaceGraph([parent, child]).Circles());
    }

    private static SourceFile Of(string name, string directive, string type) =>
        SourceFile.Parse($"src/SceneForge.A/{name}/{name}.cs", $"{directive}\n\nnamespace SceneForge.A.{name};\n\n{type}\n");

    private static string FolderOf(string path) => string.Join('.', path.Split('/')[1..^1]);
}
