using System.Text.Json;
using SceneForge.Base.Input;
using SceneForge.Gltf;
using SceneForge.Gltf.Models;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>Files of other makers are read, or refused with the reason.</summary>
public sealed class SharedModelTests
{
    // What breaks the specification in these does no harm to what is shown.
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["accessor/empty_array.gltf"] = EmptyList,
        ["animation/empty_array.gltf"] = EmptyList,
        ["buffer/empty_array.gltf"] = EmptyList,
        ["buffer_view/empty_array.gltf"] = EmptyList,
        ["camera/empty_array.gltf"] = EmptyList,
        ["image/empty_array.gltf"] = EmptyList,
        ["accessor_data/out_of_range_elements_float.gltf"] = Bounds,
        ["accessor_data/out_of_range_elements_sint8.gltf"] = Bounds,
        ["accessor_data/out_of_range_elements_sint16.gltf"] = Bounds,
        ["accessor_data/out_of_range_elements_uint8.gltf"] = Bounds,
        ["accessor_data/out_of_range_elements_uint16.gltf"] = Bounds,
        ["accessor_data/out_of_range_elements_uint32.gltf"] = Bounds,
        ["animation/sampler_input_no_bounds.gltf"] = Bounds,
    };

    private const string EmptyList = "a list without items says nothing";
    private const string Bounds = "bounds that a file gives are not used: they are found from the values";

    [SharedFact]
    public void Samples_are_read_or_refused_with_the_command_that_unpacks_them()
    {
        List<string> refused = [];
        int read = 0;
        foreach (string file in Models("samples"))
        {
            try
            {
                ImportedModel model = GltfReader.Read(file, FileFrame.Gltf);
                Assert.True(model.TriangleCount > 0 && !model.Bounds.IsEmpty, file);
                read++;
            }
            catch (InputException e)
            {
                refused.Add($"{Path.GetFileName(file)} {e.Message}");
            }
        }

        Assert.Equal(2, refused.Count(r => r.Contains("npx @gltf-transform/cli", StringComparison.Ordinal)));
        // Its data was never beside it.
        Assert.Contains("many-cubes.bin does not exist", Assert.Single(refused, r => r.StartsWith("many-cubes", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Equal(3, refused.Count);
        Assert.True(read >= 9, $"{read}");
    }

    [SharedFact]
    public void Files_that_break_the_specification_are_refused_or_known_as_harmless()
    {
        int broken = 0;
        int pointed = 0;
        int unpointed = 0;
        List<string> wrong = [];
        foreach (string file in Models("broken"))
        {
            string report = file + ".report.json";
            bool isBroken = File.Exists(report)
                && JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("issues").GetProperty("numErrors").GetInt32() > 0;
            broken += isBroken ? 1 : 0;
            string name = Path.GetRelativePath(SharedFiles.PathOf("gltf", "broken"), file);
            InputError? error = null;
            try
            {
                _ = GltfReader.Read(file, FileFrame.Gltf);
            }
            catch (InputException e)
            {
                error = e.Errors[0];
            }

            if (error is not null)
            {
                Assert.True(error.Message.Length > 0 && error.Mend.Length > 0, name);
                string[] pointers = isBroken ? [.. Pointers(report)] : [];
                pointed += pointers.Any(p => p.Length > 1 && (p.StartsWith(error.Pointer, StringComparison.Ordinal)
                    || error.Pointer.StartsWith(p, StringComparison.Ordinal)) && error.Pointer.Length > 1 && error.Line > 0) ? 1 : 0;
                unpointed += pointers.Any(p => p.Length > 1) ? 1 : 0;
            }

            if (isBroken && error is null && !Harmless.ContainsKey(name))
            {
                wrong.Add(name);
            }
        }

        Assert.Empty(wrong);
        Assert.True(broken > 60, $"{broken}");

        // The validator and the reader point to the same value, or to one within the other.
        Assert.True(pointed > 50 && pointed >= unpointed - 4, $"{pointed} of {unpointed}");
    }

    private static IEnumerable<string> Pointers(string report) => JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("issues")
        .GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("severity").GetInt32() == 0)
        .Select(m => m.TryGetProperty("pointer", out JsonElement p) ? p.GetString()! : "");

    private static string[] Models(string folder) => [.. Directory.GetFiles(SharedFiles.PathOf("gltf", folder), "*.gl*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".gltf", StringComparison.Ordinal) || f.EndsWith(".glb", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
