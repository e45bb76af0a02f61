namespace SceneForge.World.Roads.Surfaces;

/// <summary>What the ground is at a place. Of kinds that lie over each other the first named one is seen.</summary>
internal enum SurfaceKind
{
    /// <summary>Cast iron of covers and grates.</summary>
    Iron,

    /// <summary>The dark between the bars of a grate.</summary>
    Slot,
    WhitePaint,
    YellowPaint,
    BluePaint,
    RedPaint,

    /// <summary>Concrete: the channel along the kerb, the filling of covers.</summary>
    Gutter,

    // Up to here inlays of the carriageway: they have its height.
    Asphalt,
    Parking,
    Bikeway,
    Kerb,
    Sidewalk,
    Verge,
    Terrain,
}

internal static class SurfaceKinds
{
    public static bool IsInlay(this SurfaceKind kind) => kind <= SurfaceKind.Gutter;

    public static bool IsCarriageway(this SurfaceKind kind) => kind is SurfaceKind.Asphalt or SurfaceKind.Parking or SurfaceKind.Bikeway;

    public static SurfaceKind Of(LaneType lane) => lane switch
    {
        LaneType.Parking => SurfaceKind.Parking,
        LaneType.Biking => SurfaceKind.Bikeway,
        LaneType.Curb => SurfaceKind.Kerb,
        LaneType.Sidewalk => SurfaceKind.Sidewalk,
        LaneType.None or LaneType.Median => SurfaceKind.Verge,
        _ => SurfaceKind.Asphalt,
    };

    /// <summary>Name of its surface in surfaces.json, and of its mesh parts.</summary>
    public static string NameOf(this SurfaceKind kind) => kind switch
    {
        SurfaceKind.Iron => "iron",
        SurfaceKind.Slot => "slot",
        SurfaceKind.WhitePaint => "white",
        SurfaceKind.YellowPaint => "yellow",
        SurfaceKind.BluePaint => "blue",
        SurfaceKind.RedPaint => "red",
        SurfaceKind.Gutter => "gutter",
        SurfaceKind.Parking => "parking",
        SurfaceKind.Bikeway => "bikeway",
        SurfaceKind.Kerb => "kerb",
        SurfaceKind.Sidewalk => "sidewalk",
        SurfaceKind.Verge => "verge",
        SurfaceKind.Terrain => "ground",
        _ => "asphalt",
    };
}
