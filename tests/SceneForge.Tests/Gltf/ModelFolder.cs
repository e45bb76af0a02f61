using System.Globalization;
using SceneForge.Gltf;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Models;

namespace SceneForge.Tests.Gltf;

/// <summary>A folder for model files that goes away with the test.</summary>
internal sealed class ModelFolder : IDisposable
{
    private int _next;

    public string Root { get; } = Directory.CreateTempSubdirectory("model").FullName;

    public string Write(byte[] file, string extension = "gltf") =>
        Write(string.Create(CultureInfo.InvariantCulture, $"model{_next++}.{extension}"), file);

    public string Write(string name, byte[] file)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
        return path;
    }

    /// <summary>Reads a file in its own axes: x is glTF's z, y its x, z its y.</summary>
    public ImportedModel Read(GltfBuilder file, FileFrame? frame = null, GaitPlan? gaits = null) =>
        GltfReader.Read(Write(file.Text()), frame ?? FileFrame.Gltf, gaits);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
