using System.Text.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Packaging.Mcap;
using SceneForge.Packaging.OpenLabel;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rigs;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

/// <summary>Every lens of the registry is read from rigs and said by every format, or refused; none is left out in silence.</summary>
public sealed class LensFormatTests
{
    // As OpenCV's documentation orders each formula's coefficients.
    private static readonly Dictionary<string, string[]> Orders = new(StringComparer.Ordinal)
    {
        ["brown_conrady"] = ["k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"],
        ["kannala_brandt"] = ["k1", "k2", "k3", "k4"],
    };

    public static TheoryData<string> Names => [.. Lenses.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lens_is_said_by_every_format_in_the_order_of_its_coefficients(string name)
    {
        Lens lens = Make(name);
        double[] expected = [.. Orders[name].Select(Coefficient)];
        Assert.Equal(expected, Orders[name].Select(k => lens.Coefficients.Single(c => c.Name == k).Value));
        Assert.Equal(expected.Length, lens.Coefficients.Count);

        JObject foxglove = Written(json => FoxgloveMessages.Calibration(json, Camera(lens), 0));
        Assert.Equal(lens.Ros!.Name, (string)foxglove["distortion_model"]!);
        Assert.Equal(expected, foxglove["D"]!.Select(d => (double)d));

        JObject intrinsics = Written(json =>
        {
            json.WriteStartObject();
            OpenLabelSensors.Intrinsics(json, Camera(lens));
            json.WriteEndObject();
        });
        JProperty form = Assert.Single(intrinsics.Properties());
        Assert.Equal($"intrinsics_{lens.OpenLabel!.Name}", form.Name);
        Assert.Equal(expected, form.Value[lens.OpenLabel.Name == "fisheye" ? "lens_coeffs" : "distortion_coeffs"]!.Select(d => (double)d));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lens_is_read_from_a_rig_and_its_schema_knows_it(string name)
    {
        string file = Path.GetTempFileName();
        JObject lens = new(Orders[name].Select(k => new JProperty(k, Coefficient(k)))) { ["model"] = name };
        JObject camera = JObject.Parse("""{ "name": "CAM", "width": 64, "height": 48, "fx": 40, "fy": 40, "mount": { "x": 0, "y": 0, "z": 1 } }""");
        camera["lens"] = lens;
        File.WriteAllText(file, new JObject { ["name"] = "r", ["cameras"] = new JArray(camera) }.ToString());
        Lens read = Assert.Single(RigReader.Read(file).Cameras).Model.Lens!;
        File.Delete(file);
        Assert.Equal(Make(name), read);
        Assert.Contains($"\"{name}\"", File.ReadAllText(Repository.PathOf("scenarios", "rig.schema.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lens_that_a_format_cannot_say_is_refused()
    {
        Assert.Equal(Orders.Keys.Order(StringComparer.Ordinal), Lenses.Names.Order(StringComparer.Ordinal));
        CameraSensor camera = Camera(new StrangeLens());
        foreach (Action<Utf8JsonWriter> write in (Action<Utf8JsonWriter>[])[json => FoxgloveMessages.Calibration(json, camera, 0),
            json => OpenLabelSensors.Intrinsics(json, camera)])
        {
            InputError error = Assert.Single(Assert.Throws<InputException>(() => Written(write)).Errors);
            Assert.Contains("\"strange\" of CAM", error.Message, StringComparison.Ordinal);
        }
    }

    private static Lens Make(string name) => Lenses.Find(name)!.Create(Coefficient, double.PositiveInfinity);

    // Small, and another for each name: k1 = 0.001, p2 = 0.0002.
    private static double Coefficient(string name) => (name[1] - '0') * (name[0] == 'k' ? 1e-3 : 1e-4);

    private static CameraSensor Camera(Lens lens) => new("CAM", new CameraModel(64, 48, 40, 40, 32, 24) { Lens = lens }, Pose.At(0, 0, 1), null, 1);

    private static JObject Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            write(json);
        }

        return JObject.Parse(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>A lens that no other format knows.</summary>
    private sealed record StrangeLens : Lens
    {
        public override LensKind Kind => new("strange", (_, _) => new StrangeLens());

        public override DistortionModel? Ros => null;

        public override DistortionModel? OpenLabel => null;

        public override IReadOnlyList<(string Name, double Value)> Coefficients => [];

        public override double MaxAngle => 1;

        public override bool RaysHaveUnitDepth => true;

        public override bool TryProject(Double3 point, out double x, out double y)
        {
            (x, y) = (0, 0);
            return false;
        }

        public override bool TryRay(double x, double y, out Double3 direction)
        {
            direction = default;
            return false;
        }
    }
}
