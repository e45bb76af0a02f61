using SceneForge.Quality.Report;
using Xunit;

namespace SceneForge.Tests.Report;

/// <summary>The report's page takes the shared 3D view as one script.</summary>
public sealed class ScriptModulesTests
{
    [Fact]
    public void Exports_become_constants_and_all_else_stays_inside()
    {
        string script = ScriptModules.Join(
        [
            "export const one = 1;\nconst hidden = 2;\nexport class Thing {\n}\n",
            "import { one } from \"./one.js\";\nimport {\n  Thing,\n} from \"./one.js\";\n\nexport function two() {\n  return 2 * one;\n}\n",
        ]);
        Assert.Equal(
            "const { one, Thing, two } = (() => {\nconst one = 1;\nconst hidden = 2;\nclass Thing {\n}\n\n"
            + "function two() {\n  return 2 * one;\n}\n\n" +
            "return { one, Thing, two };\n})();\n",
            script);
    }

    [Theory]
    [InlineData("export default function two() {\n}\n")]
    [InlineData("const two = 2;\nexport { two };\n")]
    [InlineData("export const two = 2;\nexport let two = 3;\n")]
    [InlineData("export const two = 2;\nexport const two = 3;\n")]
    public void Exports_that_cannot_become_constants_are_refused(string module) =>
        Assert.Throws<InvalidOperationException>(() => ScriptModules.Join([module]));
}
