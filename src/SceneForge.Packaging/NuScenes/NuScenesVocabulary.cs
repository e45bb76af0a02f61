using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.NuScenes;

/// <summary>Names that nuScenes fixes: its readers know no others.</summary>
internal static class NuScenesVocabulary
{
    /// <summary>Categories in the order of nuScenes-lidarseg's indices.</summary>
    public static readonly ImmutableArray<string> Categories =
    [
        "noise", "animal", "human.pedestrian.adult", "human.pedestrian.child", "human.pedestrian.construction_worker",
            "human.pedestrian.personal_mobility",
        "human.pedestrian.police_officer", "human.pedestrian.stroller", "human.pedestrian.wheelchair", "movable_object.barrier",
            "movable_object.debris",
        "movable_object.pushable_pullable", "movable_object.trafficcone", "static_object.bicycle_rack", "vehicle.bicycle", "vehicle.bus.bendy",
            "vehicle.bus.rigid",
        "vehicle.car", "vehicle.construction", "vehicle.emergency.ambulance", "vehicle.emergency.police", "vehicle.motorcycle", "vehicle.trailer",
            "vehicle.truck",
        "flat.driveable_surface", "flat.other", "flat.sidewalk", "flat.terrain", "static.manmade", "static.other", "static.vegetation", "vehicle.ego",
    ];

    public const int Noise = 0;

    /// <summary>Where a class of the dataset has no category.</summary>
    public static readonly int Other = Categories.IndexOf("static.other");

    public static readonly ImmutableArray<(string Name, string Description)> Attributes =
    [
        ("vehicle.moving", "Vehicle is moving."), ("vehicle.stopped", "Vehicle stands, but moves in another frame of the scene."),
            ("vehicle.parked", "Vehicle stands throughout the scene."),
        ("cycle.with_rider", "There is a rider."), ("cycle.without_rider", "There is no rider."),
        ("pedestrian.sitting_lying_down", "The person sits or lies."), ("pedestrian.standing", "The person stands."),
            ("pedestrian.moving", "The person moves."),
    ];

    public static readonly ImmutableArray<(string Token, string Level, string Description)> Visibility =
    [
        ("1", "v0-40", "visibility of whole object is between 0 and 40%"), ("2", "v40-60", "visibility of whole object is between 40 and 60%"),
        ("3", "v60-80", "visibility of whole object is between 60 and 80%"), ("4", "v80-100", "visibility of whole object is between 80 and 100%"),
    ];

    /// <summary>Slower than this counts as standing, m/s.</summary>
    public const double Standstill = 0.2;

    /// <summary>Whether objects of a category have boxes and numbers; the others are surfaces and structures.</summary>
    public static bool HasBoxes(string category) => !category.StartsWith("flat.", StringComparison.Ordinal)
        && !category.StartsWith("static.", StringComparison.Ordinal) && category is not ("noise" or "vehicle.ego");

    /// <summary>
    /// The share of an object's pixels in all pictures that show, were it alone, as a key of <see cref="Visibility"/>; the lowest where no
    /// picture has it.
    /// </summary>
    public static string VisibilityOf(IReadOnlyCollection<ObjectLabel> labels)
    {
        long alone = labels.Sum(l => (long)l.AmodalPixels);
        double share = alone == 0 ? 0 : (double)labels.Sum(l => (long)l.VisiblePixels) / alone;
        return share < 0.4 ? "1" : share < 0.6 ? "2" : share < 0.8 ? "3" : "4";
    }

    /// <summary>The attribute of an object at a moment, or null where its category has none.</summary>
    public static string? AttributeOf(string category, double speed, double topSpeed, bool hasRider) =>
        category is "vehicle.bicycle" or "vehicle.motorcycle" ? (hasRider ? "cycle.with_rider" : "cycle.without_rider")
        : category.StartsWith("vehicle.", StringComparison.Ordinal) ? (speed > Standstill ? "vehicle.moving" : topSpeed > Standstill
            ? "vehicle.stopped" : "vehicle.parked")
        : category.StartsWith("human.pedestrian.", StringComparison.Ordinal) ? (speed > Standstill ? "pedestrian.moving" : "pedestrian.standing")
        : null;
}

/// <summary>
/// Keys of rows: 32 hexadecimal digits that follow from the frames and the row's place, so that packages of other frames can be joined.
/// </summary>
internal sealed class NuScenesTokens(string rootHash)
{
    public string Of(string table, params ReadOnlySpan<object> key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{rootHash}/{table}/{string.Join('/', key.ToArray())}"))).AsSpan(0, 16));
}
