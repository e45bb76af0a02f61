using SceneForge.World.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>The meshes of one car design, shared by all cars of that design.</summary>
/// <param name="Body">Everything that counts for the body box but the wheels.</param>
/// <param name="Mirrors">Both door mirrors and the antenna.</param>
/// <param name="HeadLamps">Places of the left and the right head lamp.</param>
/// <param name="FrontPlate">Pose of the front number plate: x to the outside, y along its length, z up.</param>
internal sealed record CarMeshes(CarDesign Design, Mesh Body, Mesh Mirrors, Mesh Antenna, Mesh Wheel, Double3[] HeadLamps, Pose FrontPlate, Pose RearPlate, double WheelY);

internal static class CarBody
{
    public static CarMeshes Make(CarDesign design, int wheelStyle)
    {
        BodyForm form = design.Form;
        BodySurface surface = new(form);
        MeshBuilder mesh = new();
        BodySkin.Add(mesh, new BodyGrid(surface, design.Cell).Build(), CarFeatures.Of(design, surface), "paint");
        double skinY = surface.HalfWidth(form.Axles[0], form.WheelRadius + form.ArchRadius);
        double wheelY = skinY - 0.012 - design.TyreWidth / 2;
        double inner = wheelY - design.TyreWidth / 2 - 0.1;
        CarFittings.WheelWells(mesh, surface, design.ArchTrim > 0 ? "trim" : "paint", inner);
        CarFittings.Floor(mesh, surface, inner);
        CarFittings.Handles(mesh, surface, design.Handles, design.HandlePart);
        CarFittings.Slats(mesh, surface, design.Grille, design.Slats, 0.012, "chrome");
        CarFittings.Slats(mesh, surface, design.Intake, [design.Intake.MinV + 0.05, design.Intake.MinV + 0.09], 0.014, "trim");
        CarFittings.Wipers(mesh, surface, design.Windscreen);
        if (design.RoofRails)
        {
            CarFittings.RoofRails(mesh, surface, form.Axles[0] - 0.3, form.Middle - 0.15, "steel");
        }

        MeshBuilder mirrors = new();
        DoorMirror.Add(mirrors, surface, design.Mirror);
        MeshBuilder antenna = new();
        DoorMirror.AddFin(antenna, surface, form.Axles[0] - 0.05);
        Mesh wheel = Wheel.Make(new WheelSize(form.WheelRadius, design.TyreWidth, design.RimRadius), wheelStyle);
        return new CarMeshes(design, mesh.Build("body").Mesh, mirrors.Build("mirrors").Mesh, antenna.Build("antenna").Mesh, wheel, HeadLamps(design, surface), FrontPlate(design, surface), RearPlate(design, surface), wheelY);
    }

    private static Double3[] HeadLamps(CarDesign design, BodySurface surface)
    {
        (double h, double z, double _) = design.Projectors[0];
        // Walk outwards until the oblique view's coordinate is reached.
        double y = 0.2;
        Double3 at = default;
        while (y < 1.2 && surface.FromFront(y, z) is { } p && CarDesign.Oblique(y, design.Form.Profile.MaxU - p.X) < h)
        {
            at = p;
            y += 0.01;
        }

        return [at + new Double3(0.01, 0, 0), new Double3(at.X + 0.01, -at.Y, at.Z)];
    }

    private static Pose FrontPlate(CarDesign design, BodySurface surface)
    {
        Double3 p = surface.FromFront(0, design.FrontPlateZ) ?? throw new InvalidOperationException("No skin behind the front plate.");
        return new Pose(p, Rotation.Identity);
    }

    private static Pose RearPlate(CarDesign design, BodySurface surface)
    {
        Double3 low = surface.FromRear(0, design.RearPlateZ - 0.055) ?? throw new InvalidOperationException("No skin behind the rear plate.");
        Double3 high = surface.FromRear(0, design.RearPlateZ + 0.055) ?? throw new InvalidOperationException("No skin behind the rear plate.");
        Double3 up = (high - low).Normalized();
        Double3 across = -Double3.UnitY;
        return new Pose((low + high) * 0.5, Rotation.FromAxes(Double3.Cross(across, up), across, up));
    }
}
