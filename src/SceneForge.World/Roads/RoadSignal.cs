namespace SceneForge.World.Roads;

/// <summary>A sign or traffic light (ASAM OpenDRIVE 1.8, 14). Lengths in metres, angles in radians.</summary>
/// <param name="Country">ISO 3166 code, such as DE; empty if not given.</param>
/// <param name="Type">Number in that country's catalogue, such as 205 for give way in Germany.</param>
/// <param name="ForIncreasingS">Whether it addresses traffic along s.</param>
/// <param name="HeadingOffset">Turn against the direction of the traffic that it addresses.</param>
/// <param name="Value">Number on it, or null.</param>
public sealed record RoadSignal(
    string Id,
    string Name,
    double S,
    double T,
    double ZOffset,
    bool IsDynamic,
    bool ForIncreasingS,
    string Country,
    string Type,
    string Subtype,
    double? Value,
    double Width,
    double Height,
    double HeadingOffset);
