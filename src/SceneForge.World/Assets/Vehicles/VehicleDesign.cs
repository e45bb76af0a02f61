using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>A screen in the front or the tail, bounded by heights and by the pillars beside it.</summary>
/// <param name="Pillar">Width of the pillars, metres inwards from the side wall.</param>
internal sealed record Screen(double Bottom, double Top, double Pillar);

/// <summary>
/// Everything about one car body: its form and the outlines of what is set into it. Side-view outlines are in (x, z); front and
/// rear ones in (y, z) of the left half; lamps wrap around the corners and are drawn in an oblique view (see <see cref="Oblique"/>).
/// </summary>
internal sealed record VehicleDesign
{
    public required BodyForm Form { get; init; }

    public required Outline[] SideGlass { get; init; }

    /// <summary>Zone around the side windows that is black: pillars between them and seals.</summary>
    public required Outline GlassBand { get; init; }

    public required Outline[] Doors { get; init; }

    public required Screen Windscreen { get; init; }

    public Screen? RearScreen { get; init; }

    public required Outline HeadLamp { get; init; }

    /// <summary>Centres and radii of the head lamps' projectors, oblique front view.</summary>
    public required (double H, double Z, double Radius)[] Projectors { get; init; }

    public required Outline TailLamp { get; init; }

    public required Outline Grille { get; init; }

    public required Outline Intake { get; init; }

    /// <summary>Top view: half width of the bonnet at x.</summary>
    public required Curve BonnetEdge { get; init; }

    /// <summary>Where the bonnet ends in front.</summary>
    public required double BonnetFront { get; init; }

    /// <summary>Seams of the tailgate or boot lid in the rear view (y, z).</summary>
    public Outline? Tailgate { get; init; }

    /// <summary>Door handles in the side view.</summary>
    public required (double X, double Z)[] Handles { get; init; }

    /// <summary>Height below which bumpers and sills are unpainted plastic.</summary>
    public required double TrimTop { get; init; }

    /// <summary>Width of the unpainted edge around wheel arches; 0: painted.</summary>
    public double ArchTrim { get; init; }

    public required (double X, double Z) Mirror { get; init; }

    public required double FrontPlateZ { get; init; }

    public required double RearPlateZ { get; init; }

    /// <summary>Height of the dark lower part of the rear bumper.</summary>
    public double Diffuser { get; init; } = 0.34;

    public bool RoofRails { get; init; }

    /// <summary>Slats in the grille, by height.</summary>
    public double[] Slats { get; init; } = [];

    public double TyreWidth { get; init; } = 0.205;

    public double RimRadius { get; init; } = 0.215;

    /// <summary>Part of the door handles.</summary>
    public string HandlePart { get; init; } = "paint";

    /// <summary>Height of the highest point where that is not the skin's, metres.</summary>
    public double? Top { get; init; }

    /// <summary>Class in taxonomy.json.</summary>
    public string Class { get; init; } = "car";

    /// <summary>Whether it is painted in the plain colours of vans and lorries.</summary>
    public bool FleetPaint { get; init; }

    /// <summary>Axles along x, the rear one first; null: those that the body has arches for.</summary>
    public double[]? Axles { get; init; }

    /// <summary>Width of the rear wheels where it differs, such as that of twin tyres.</summary>
    public double? RearTyreWidth { get; init; }

    /// <summary>See <see cref="Wheel.Make"/>; null: by seed.</summary>
    public int? WheelStyle { get; init; }

    public double MirrorScale { get; init; } = 1;

    public bool RoofFin { get; init; } = true;

    /// <summary>Pose of the rear number plate where it does not lie on the skin: x to the outside, y to the reader's right.</summary>
    public Pose? RearPlate { get; init; }

    /// <summary>Adds what only this design has.</summary>
    public Action<MeshBuilder, BodySurface>? Extras { get; init; }

    /// <summary>Size of the skin's triangles, metres.</summary>
    public double Cell { get; init; } = 0.105;

    /// <summary>Coordinate across the oblique view at 40 degrees from ahead (or from behind): grows around the corner.</summary>
    /// <param name="back">Distance behind the foremost (ahead of the rearmost) point of the profile.</param>
    public static double Oblique(double y, double back) => y * 0.766 + back * 0.643;
}
