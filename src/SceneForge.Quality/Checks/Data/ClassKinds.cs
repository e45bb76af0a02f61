namespace SceneForge.Quality.Checks.Data;

/// <summary>What the taxonomy's classes do in the world.</summary>
internal static class ClassKinds
{
    private static readonly HashSet<string> Ground = ["road", "lane_marking", "kerb", "sidewalk", "terrain"];
    private static readonly HashSet<string> Rigid = ["car", "van", "truck", "bus", "traffic_sign", "traffic_light", "traffic_cone", "bin"];
    private static readonly HashSet<string> OnWheels = ["car", "van", "truck", "bus", "motorcycle", "bicycle"];
    private static readonly HashSet<string> OnFeet = ["pedestrian", "child", "animal"];

    public static bool IsGround(string name) => Ground.Contains(name);

    /// <summary>Bodies whose parts, but for wheels, move as one.</summary>
    public static bool IsRigid(string name) => Rigid.Contains(name);

    public static bool Rolls(string name) => name == "ball";

    public static bool RollsOnGround(string name) => OnWheels.Contains(name);

    public static bool StandsOnGround(string name) => OnWheels.Contains(name) || OnFeet.Contains(name);
}
