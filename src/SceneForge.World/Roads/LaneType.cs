namespace SceneForge.World.Roads;

/// <summary>Types of lanes (ASAM OpenDRIVE 1.8, e_laneType).</summary>
public enum LaneType
{
    None,
    Driving,
    Parking,
    Sidewalk,
    Biking,
    Border,
    Curb,
    Shoulder,
    Median,
    Restricted,
    Stop,
    Rail,
}

public static class LaneTypes
{
    // Ramps, bus lanes and the like are driven on as any other lane is.
    private static readonly Dictionary<string, LaneType> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = LaneType.None,
        ["driving"] = LaneType.Driving,
        ["mwyEntry"] = LaneType.Driving,
        ["mwyExit"] = LaneType.Driving,
        ["entry"] = LaneType.Driving,
        ["exit"] = LaneType.Driving,
        ["onRamp"] = LaneType.Driving,
        ["offRamp"] = LaneType.Driving,
        ["connectingRamp"] = LaneType.Driving,
        ["slipLane"] = LaneType.Driving,
        ["bidirectional"] = LaneType.Driving,
        ["shared"] = LaneType.Driving,
        ["bus"] = LaneType.Driving,
        ["taxi"] = LaneType.Driving,
        ["HOV"] = LaneType.Driving,
        ["special1"] = LaneType.Restricted,
        ["special2"] = LaneType.Restricted,
        ["special3"] = LaneType.Restricted,
        ["roadWorks"] = LaneType.Restricted,
        ["restricted"] = LaneType.Restricted,
        ["parking"] = LaneType.Parking,
        ["sidewalk"] = LaneType.Sidewalk,
        ["walking"] = LaneType.Sidewalk,
        ["biking"] = LaneType.Biking,
        ["border"] = LaneType.Border,
        ["curb"] = LaneType.Curb,
        ["shoulder"] = LaneType.Shoulder,
        ["median"] = LaneType.Median,
        ["stop"] = LaneType.Stop,
        ["rail"] = LaneType.Rail,
        ["tram"] = LaneType.Rail,
    };

    /// <summary>The type with this OpenDRIVE name; null if there is none.</summary>
    public static LaneType? Parse(string name) => ByName.TryGetValue(name, out LaneType type) ? type : null;

    /// <summary>Whether traffic follows lanes of the type.</summary>
    public static bool IsDrivable(this LaneType type) => type == LaneType.Driving;

    /// <summary>Whether the lane is a part of the carriageway, paved for vehicles.</summary>
    public static bool IsCarriageway(this LaneType type) =>
        type is LaneType.Driving or LaneType.Parking or LaneType.Biking or LaneType.Border or LaneType.Shoulder or LaneType.Restricted
            or LaneType.Stop or LaneType.Rail;
}
