using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>The meshes of one design, shared by all vehicles of that design.</summary>
/// <param name="Body">Everything that counts for the body box but the wheels.</param>
/// <param name="WheelY">Distance of the front wheels' centres from the middle, metres.</param>
/// <param name="HeadLamps">Places of the left and the right head lamp.</param>
/// <param name="FrontPlate">Pose of the front number plate: x to the outside, y along its length, z up.</param>
internal sealed record VehicleMeshes(
    VehicleDesign Design,
    Mesh Body,
    Mesh Mirrors,
    Mesh? Antenna,
    Mesh Wheel,
    Mesh RearWheel,
    double WheelY,
    double RearWheelY,
    Double3[] HeadLamps,
    Pose FrontPlate,
    Pose RearPlate);

internal static class VehicleBody
{
    public static VehicleMeshes Make(VehicleDesign design, int wheelStyle)
    {
        BodyForm form = design.Form;
        BodySurface surface = new(form);
        MeshBuilder mesh = new();
        BodySkin.Add(mesh, new BodyGrid(surface, design.Cell).Build(), SkinFeatures.Of(design, surface), "paint");
        double skinY = surface.HalfWidth(form.Axles[0], form.WheelRadius + form.ArchRadius);
        double wheelY = skinY - 0.012 - design.TyreWidth / 2;
        double inner = wheelY + design.TyreWidth / 2 - (design.RearTyreWidth ?? design.TyreWidth) - 0.1;
        Fittings.WheelWells(mesh, surface, design.ArchTrim > 0 ? "trim" : "paint", inner);
        Fittings.Floor(mesh, surface, inner);
        Fittings.Handles(mesh, surface, design.Handles, design.HandlePart);
        Fittings.Slats(mesh, surface, design.Grille, design.Slats, 0.012, "chrome");
        Fittings.Slats(mesh, surface, design.Intake, [design.Intake.MinV + 0.05, design.Intake.MinV + 0.09], 0.014, "trim");
        Fittings.Wipers(mesh, surface, design.Windscreen);
        if (design.RoofRails)
        {
            Fittings.RoofRails(mesh, surface, form.Axles[0] - 0.3, form.Middle - 0.15, "steel");
        }

        design.Extras?.Invoke(mesh, surface);
        MeshBuilder mirrors = new();
        DoorMirror.Add(mirrors, surface, design.Mirror, design.MirrorScale);
        Mesh? antenna = null;
        if (design.RoofFin)
        {
            MeshBuilder fin = new();
            DoorMirror.AddFin(fin, surface, form.Axles[0] - 0.05);
            antenna = fin.Build("antenna").Mesh;
        }

        int style = design.WheelStyle ?? wheelStyle;
        Mesh wheel = Wheel.Make(new WheelSize(form.WheelRadius, design.TyreWidth, design.RimRadius), style);
        Mesh rearWheel = design.RearTyreWidth is { } width ? Wheel.Make(new WheelSize(form.WheelRadius, width, design.RimRadius), style) : wheel;
        double rearWheelY = skinY - 0.012 - (design.RearTyreWidth ?? design.TyreWidth) / 2;
        return new VehicleMeshes(
            design,
            MeshSides.Split(mesh.Build("body").Mesh, "indicator"),
            mirrors.Build("mirrors").Mesh,
            antenna,
            wheel,
            rearWheel,
            wheelY,
            rearWheelY,
            HeadLamps(design, surface),
            FrontPlate(design, surface),
            design.RearPlate ?? RearPlate(design, surface));
    }

    private static Double3[] HeadLamps(VehicleDesign design, BodySurface surface)
    {
        (double h, double z, double _) = design.Projectors[0];
        // Walk outwards until the oblique view's coordinate is reached.
        double y = 0.2;
        Double3 at = default;
        while (y < 1.2 && surface.FromFront(y, z) is { } p && VehicleDesign.Oblique(y, design.Form.Profile.MaxU - p.X) < h)
        {
            at = p;
            y += 0.01;
        }

        return [at + new Double3(0.01, 0, 0), new Double3(at.X + 0.01, -at.Y, at.Z)];
    }

    private static Pose FrontPlate(VehicleDesign design, BodySurface surface)
    {
        Double3 p = surface.FromFront(0, design.FrontPlateZ) ?? throw new InvalidOperationException("No skin behind the front plate.");
        return new Pose(p, Rotation.Identity);
    }

    private static Pose RearPlate(VehicleDesign design, BodySurface surface)
    {
        Double3 low = surface.FromRear(0, design.RearPlateZ - 0.055) ?? throw new InvalidOperationException("No skin behind the rear plate.");
        Double3 high = surface.FromRear(0, design.RearPlateZ + 0.055) ?? throw new InvalidOperationException("No skin behind the rear plate.");
        Double3 up = (high - low).Normalized();
        Double3 across = -Double3.UnitY;
        return new Pose((low + high) * 0.5, Rotation.FromAxes(Double3.Cross(across, up), across, up));
    }
}
