using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Review.Rerendering;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Cli.Reviewing;

/// <summary>Other light, other weather, another place for the camera; and what is different then, in words.</summary>
internal static class RerenderChanges
{
    // The sun is low below this, and gone below 0, degrees.
    private const double LowSun = 20;

    // A good shower, mm/h.
    private const double Rain = 6;

    private static readonly (string Name, Double3 Shift)[] Places =
    [
        ("0.5 m to the left", new Double3(0, 0.5, 0)),
        ("0.5 m to the right", new Double3(0, -0.5, 0)),
        ("0.4 m higher", new Double3(0, 0, 0.4)),
    ];

    /// <summary>The same day at noon, with a low sun, or at night: the first of these that the stored frame does not show, then the next.</summary>
    public static Conditions Light(Conditions stored, int turn)
    {
        DateTimeOffset day = new(stored.LocalTime.Date, stored.LocalTime.Offset);
        double Elevation(DateTimeOffset time) => SunPosition.At(time, stored.Latitude, stored.Longitude).Elevation;
        DateTimeOffset[] quarters = [.. Enumerable.Range(0, 96).Select(i => day.AddMinutes(15 * i))];
        DateTimeOffset noon = quarters.MaxBy(Elevation);
        DateTimeOffset low = quarters.Where(t => t > noon).MinBy(t => Math.Abs(Elevation(t) - 6));
        DateTimeOffset night = quarters.MinBy(Elevation);
        double now = Elevation(stored.LocalTime);
        DateTimeOffset[] others = now < 0 ? [noon, low] : now < LowSun ? [noon, night] : [night, low];
        return At(stored, others[turn % 2]);
    }

    /// <summary>Clear and dry air where there are rain, snow, fog, wet ground or a covered sky; else rain.</summary>
    public static Conditions Weather(Conditions stored)
    {
        bool weather = stored.RainRate > 0 || stored.SnowRate > 0 || stored.SnowCover > 0 || stored.Wetness > 0 || stored.Visibility < 10_000
            || stored.CloudCover > 0.6;
        return At(
            weather
                ? stored with { RainRate = 0, SnowRate = 0, SnowCover = 0, Wetness = 0, Visibility = double.PositiveInfinity, CloudCover = 0.2 }
                : stored with { RainRate = Rain, Wetness = LampRules.WetnessIn(Rain), CloudCover = 1 },
            stored.LocalTime);
    }

    /// <summary>The camera elsewhere on its vehicle, looking the same way.</summary>
    public static CameraSensor Moved(CameraSensor camera, int turn, out RerenderDifference difference)
    {
        (string name, Double3 shift) = Places[turn % Places.Length];
        Pose pose = camera.VehicleFromCamera;
        difference = new RerenderDifference("camera", "its place", name);
        return camera with { VehicleFromCamera = pose with { Translation = pose.Translation + shift } };
    }

    public static ImmutableArray<RerenderDifference> Between(Conditions a, Conditions b) => Different(
        ("local time", Time(a), Time(b)),
        ("cloud cover", Text(a.CloudCover), Text(b.CloudCover)),
        ("visibility, m", Text(a.Visibility), Text(b.Visibility)),
        ("rain rate, mm/h", Text(a.RainRate), Text(b.RainRate)),
        ("wetness", Text(a.Wetness), Text(b.Wetness)),
        ("snow rate, mm/h of water", Text(a.SnowRate), Text(b.SnowRate)),
        ("snow cover", Text(a.SnowCover), Text(b.SnowCover)),
        ("street lamps", OnOff(a.StreetLamps), OnOff(b.StreetLamps)),
        ("head lamps", OnOff(a.HeadLamps), OnOff(b.HeadLamps)));

    public static ImmutableArray<RerenderDifference> Between(SampledScenario a, SampledScenario b) =>
    [
        .. Different(("draw", Text(a.Attempt), Text(b.Attempt))),
        .. Different([.. a.Values.Keys.Union(b.Values.Keys).Order(StringComparer.Ordinal).Select(k => (k, Text(a, k), Text(b, k)))]),
    ];

    // Lamps as they burn at that hour and in that weather, where the spec says nothing else.
    private static Conditions At(Conditions conditions, DateTimeOffset time)
    {
        double sun = SunPosition.At(time, conditions.Latitude, conditions.Longitude).Elevation;
        return conditions with { LocalTime = time, StreetLamps = LampRules.StreetLampsBurn(sun),
            HeadLamps = LampRules.HeadLampsBurn(sun, conditions.Visibility, conditions.RainRate, conditions.SnowRate) };
    }

    private static ImmutableArray<RerenderDifference> Different(params (string Name, string Before, string After)[] values) =>
        [.. values.Where(v => v.Before != v.After).Select(v => new RerenderDifference(v.Name, v.Before, v.After))];

    private static string Text(SampledScenario scenario, string name) =>
        !scenario.Values.TryGetValue(name, out SampledValue value) ? "none" : value.Word ?? Text(value.Number!.Value);

    private static string Text(double value) => double.IsPositiveInfinity(value) ? "unlimited" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Time(Conditions conditions) => conditions.LocalTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string OnOff(bool on) => on ? "on" : "off";
}
