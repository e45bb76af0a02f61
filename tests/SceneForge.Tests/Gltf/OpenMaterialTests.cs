using System.Text;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.Gltf.OpenMaterial;
using SceneForge.Tests.Support;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>ASAM OpenMATERIAL 3D beside a model fills its description.</summary>
public sealed class OpenMaterialTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_licence_and_reflectance_come_from_the_files_beside_the_model()
    {
        string model = _folder.Write("thing.gltf", GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float).Text());
        Assert.Null(OpenMaterialReader.Read(model));
        Write("thing.xoma", """
            { "metadata": { "license": "CC0-1.0", "objectClass": "vehicle", "vehicleClassData": { "vehicleCategory": "bus" },
              "boundingBox": { "x": [0, 4], "y": [-2, 0], "z": [0, 3] } }, "materialMappingUri": "map.xomm" }
            """);
        Write("map.xomm", """{ "materialMapping": [["Tar", "tar.xomp", "asphalt"], ["Tin", "tin.xomp", "tin"]] }""");
        Write("tar.xomp", """{ "materialProperties": { "brdfUris": ["camera.xompt", "lidar.xompt"] } }""");
        Write("tin.xomp", """{ "materialProperties": {} }""");
        Write("camera.xompt", """{ "metadata": { "typicalSensorTechnology": "camera" }, "brdf": { "lookupTable": [[5e-7, 0, 0, 0, 0.9]] } }""");

        // A surface of Lambert's law with reflectance 0.12 sends 0.12 / pi cos back, wherever the light comes from.
        string rows = string.Join(", ", new[] { 0, 0.5, 1.0, 1.4 }.Select(angle => FormattableString.Invariant(
            $"[9.05e-7, {angle}, {angle}, 0, {0.12 / Math.PI * Math.Cos(angle)}], [9.05e-7, {angle}, 0.3, 0, 99]")));
        Write("lidar.xompt", $$"""{ "metadata": { "typicalSensorTechnology": "lidar" }, "brdf": { "lookupTable": [{{rows}}] } }""");
        GuessedDescription read = OpenMaterialReader.Read(model)!;
        Assert.Equal("bus", read.Class);
        Assert.Equal("CC0-1.0", read.Licence);
        Assert.Equal("+x", read.Frame.Forward);
        (string material, Infrared infrared) = Assert.Single(read.Infrared);
        Assert.Equal("Tar", material);
        Assert.Equal(0.12, infrared.Near, 1e-9);
        Assert.Contains(read.Understood, u => u.StartsWith("bounding box: as the file says", StringComparison.Ordinal));
        Assert.Equal(6, OpenMaterialReader.FilesBeside(model).Count());

        Write("map.xomm", """{ "materialMapping": [["Tar", "../tar.xomp"]] }""");
        InputError error = Assert.Throws<InputException>(() => OpenMaterialReader.Read(model)).Errors[0];
        Assert.Equal("/materialMapping/0/1", error.Pointer);
    }

    [SharedFact]
    public void The_standards_example_vehicle_rolls_steers_and_switches_every_lamp_that_has_a_channel()
    {
        string file = SharedFiles.PathOf("openmaterial", "vehicle_example", "vehicle_example.gltf");
        GuessedDescription guess = AssetGuess.Of(file, OpenMaterialReader.Read(file));
        Assert.Equal("car", guess.Class);
        Assert.Contains(guess.Understood, u => u.StartsWith("bounding box: as the file says", StringComparison.Ordinal));
        string path = _folder.Write("asset.json", Encoding.UTF8.GetBytes(guess.ToJson("s", "bin")));
        File.Copy(file, Path.Combine(_folder.Root, "vehicle_example.gltf"));
        AssetDescription description = AssetDescriptionReader.Read(path);
        Model car = AssetModelMaker.Make("car", GltfReader.Read(file, description.Frame), description);

        // The file's axles: 1.254 m before and 1.146 m behind the middle.
        Assert.Equal(2.4, car.WheelBase, 0.001);
        Box3 body = car.BodyBox(default);
        Assert.Equal(-1.92728 + 1.146, body.Min.X, 0.001);
        Assert.Equal(1.92728 + 1.146, body.Max.X, 0.001);
        Assert.Equal(0, body.Min.Z, 0.002);
        LampChannel[] switched = [.. car.Nodes.SelectMany(n => n.Materials).Select(m => m.EmissionSwitch).OfType<LampChannel>().Distinct().Order()];
        Assert.Equal([LampChannel.LowBeam, LampChannel.Tail, LampChannel.Brake, LampChannel.IndicatorLeft, LampChannel.IndicatorRight], switched);
        Assert.Equal(2, car.Lamps.Length);
        Assert.All(car.Lamps, l => Assert.Equal(LampChannel.LowBeam, l.Channel));

        // Steered by 0.1 to the left, the front brake turns with its wheel and does not roll.
        Pose[] poses = car.PoseNodes(new MotionState(1, 0.4, 0, 0.1));
        Assert.Equal(0.1, poses[Node("Brake_FL")].Rotation.Yaw() - car.PoseNodes(default)[Node("Brake_FL")].Rotation.Yaw(), 1e-6);
        Assert.Equal(car.PoseNodes(default)[Node("Brake_BL")], poses[Node("Brake_BL")]);
        Assert.NotEqual(car.PoseNodes(default)[Node("Tire_BL")].Rotation, poses[Node("Tire_BL")].Rotation);

        int Node(string name) => car.Nodes.IndexOf(car.Nodes.Single(n => n.Name == name));
    }

    [SharedFact]
    public void The_standards_example_person_has_the_size_that_its_file_says_and_its_joints()
    {
        string file = SharedFiles.PathOf("openmaterial", "human_example", "human_example.gltf");
        GuessedDescription guess = AssetGuess.Of(file, OpenMaterialReader.Read(file));
        Assert.Equal("pedestrian", guess.Class);
        Assert.Equal(17, guess.Keypoints.Length);
        Assert.Contains(guess.Understood, u => u.StartsWith("bounding box: as the file says", StringComparison.Ordinal));

        // A person of 1.78 m walks a clip of two steps in 1.67 s.
        Assert.InRange(Assert.Single(guess.Gaits.Gaits).Speed, 0.5, 1.8);
    }

    [SharedFact]
    public void The_standards_example_table_for_LiDARs_is_met_within_a_hundredth_at_its_angles()
    {
        string folder = SharedFiles.PathOf("openmaterial");
        Infrared asphalt = MaterialTables.Reflectance(Path.Combine(folder, "example_material.xomp"))!.Value;
        int tried = 0;
        using System.Text.Json.JsonDocument table =
            System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "example_material_lidar_brdf.xompt")));
        foreach (System.Text.Json.JsonElement row in table.RootElement.GetProperty("brdf").GetProperty("lookupTable").EnumerateArray())
        {
            double incidence = row[1].GetDouble();
            if (incidence < 1.56)
            {
                // Lambert's law, as the LiDAR's equation has it.
                double back = asphalt.Near / Math.PI * Math.Cos(incidence);
                Assert.InRange(back / row[4].GetDouble(), 0.99, 1.01);
                tried++;
            }
        }

        Assert.True(tried > 500, $"{tried}");
    }

    private void Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));
}
