using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>The zones of a car's skin, lowest first.</summary>
internal static class SkinFeatures
{
    public static List<BodyFeature> Of(VehicleDesign design, BodySurface surface)
    {
        BodyForm form = design.Form;
        List<BodyFeature> features = [];
        Folds(features, form);
        Seams(features, design);
        Plastics(features, design);
        Glass(features, design, surface);
        Face(features, design);
        Tail(features, design);
        foreach (double axle in form.Axles)
        {
            double Arch(Double3 p) => Math.Sqrt((p.X - axle) * (p.X - axle) + (p.Z - form.WheelRadius) * (p.Z - form.WheelRadius)) - form.ArchRadius;
            bool Near(Double3 p) => p.Y > 0.4 && p.Z < form.WheelRadius + form.ArchRadius + 0.3;
            if (design.ArchTrim > 0)
            {
                features.Add(BodyFeature.Area("trim", Arch, Near, design.ArchTrim));
            }

            features.Add(BodyFeature.Area(null, Arch, Near));
        }

        return features;
    }

    private static bool OnSide(Double3 p) => p.Y > 0.35;

    /// <summary>Lines where the skin bends: they only align the triangles.</summary>
    private static void Folds(List<BodyFeature> features, BodyForm form)
    {
        if (form.Crease is { } crease)
        {
            features.Add(new BodyFeature("paint", p =>
                crease.At(p.X) - p.Z, p => p.Y > 0.35 && form.CreaseFade(p.X) > 0.05, 0, BodyForm.CreaseHeight));
        }
    }

    private static void Seams(List<BodyFeature> features, VehicleDesign design)
    {
        BodyForm form = design.Form;
        foreach (Outline door in design.Doors)
        {
            features.Add(BodyFeature.Seam("gap", p => door.SignedDistance(p.X, p.Z), OnSide));
        }

        features.Add(BodyFeature.Seam("gap", p => Math.Max(Math.Max(p.Y - design.BonnetEdge.At(p.X),
            p.X + form.Bow.At(p.X) * p.Y * p.Y - design.BonnetFront), p.Z - design.Windscreen.Bottom + 0.012), p => p.X > form.Middle + 0.2));
        if (design.Tailgate is { } gate)
        {
            features.Add(BodyFeature.Seam("gap", p => gate.SignedDistance(p.Y, p.Z), p => p.X < form.Profile.MinU + 0.42));
        }
    }

    private static void Plastics(List<BodyFeature> features, VehicleDesign design)
    {
        BodyForm form = design.Form;
        features.Add(BodyFeature.Area("trim", p => p.Z - design.TrimTop, p => p.Z < design.TrimTop + 0.4));
        features.Add(BodyFeature.Area("trim", p => Math.Max(p.Z - design.Diffuser, p.Y - 0.56), p => p.X < form.Axles[0] - form.ArchRadius - 0.05));
    }

    private static void Glass(List<BodyFeature> features, VehicleDesign design, BodySurface surface)
    {
        BodyForm form = design.Form;
        bool Side(Double3 p) => p.Y > 0.3 && p.Z > 0.5;
        features.Add(BodyFeature.Area("gloss", p => design.GlassBand.SignedDistance(p.X, p.Z), Side));
        foreach (Outline window in design.SideGlass)
        {
            features.Add(BodyFeature.Area("glass", p => window.SignedDistance(p.X, p.Z), Side));
        }

        double ScreenField(Double3 p, Screen s) =>
            CornerMax(Math.Max(s.Bottom - p.Z, p.Z - s.Top), p.Y - surface.HalfWidth(p.X, p.Z) + s.Pillar, 0.04);
        void Add(Screen s, Func<Double3, bool> where)
        {
            features.Add(BodyFeature.Area("frit", p => ScreenField(p, s), where));
            features.Add(BodyFeature.Area("glass", p => ScreenField(p, s), where, -0.022));
        }

        Add(design.Windscreen, p => p.X > form.Middle - 0.4 && p.Z > design.Windscreen.Bottom - 0.25);
        if (design.RearScreen is { } rear)
        {
            Add(rear, p => p.X < form.Middle - 0.4 && p.Z > rear.Bottom - 0.25);
        }
    }

    private static void Face(List<BodyFeature> features, VehicleDesign design)
    {
        BodyForm form = design.Form;
        double nose = form.Profile.MaxU;
        bool Ahead(Double3 p) => p.X > nose - 0.5;
        bool Corner(Double3 p) => p.X > nose - 0.85;
        double Oblique(Double3 p) => VehicleDesign.Oblique(p.Y, nose - p.X);
        features.Add(BodyFeature.Area("trim", p => design.Intake.SignedDistance(p.Y, p.Z), Ahead));
        features.Add(BodyFeature.Area("grille", p => design.Intake.SignedDistance(p.Y, p.Z), Ahead, -0.02));
        features.Add(BodyFeature.Area("gloss", p => design.Grille.SignedDistance(p.Y, p.Z), Ahead));
        features.Add(BodyFeature.Area("grille", p => design.Grille.SignedDistance(p.Y, p.Z), Ahead, -0.014));
        double Lamp(Double3 p) => design.HeadLamp.SignedDistance(Oblique(p), p.Z);
        features.Add(BodyFeature.Area("gloss", Lamp, Corner));
        features.Add(BodyFeature.Area("lamp_housing", Lamp, Corner, -0.009));
        double middle = (design.HeadLamp.MinV + design.HeadLamp.MaxV) / 2;
        features.Add(BodyFeature.Area("day_light", p => Math.Max(Math.Max(Lamp(p) + 0.009, -0.026 - Lamp(p)), p.Z - middle), Corner));
        foreach ((double h, double z, double radius) in design.Projectors)
        {
            double Disc(Double3 p)
            {
                double dh = Oblique(p) - h;
                double dz = p.Z - z;
                return Math.Sqrt(dh * dh + dz * dz) - radius;
            }

            features.Add(BodyFeature.Area("gloss", Disc, Corner, 0.012));
            features.Add(BodyFeature.Area("head_lamp", Disc, Corner));
        }
    }

    private static void Tail(List<BodyFeature> features, VehicleDesign design)
    {
        BodyForm form = design.Form;
        double tail = form.Profile.MinU;
        bool Corner(Double3 p) => p.X < tail + 0.85;
        double Lamp(Double3 p) => design.TailLamp.SignedDistance(VehicleDesign.Oblique(p.Y, p.X - tail), p.Z);
        features.Add(BodyFeature.Area("tail_lens", Lamp, Corner));
        double split = design.TailLamp.MinV + (design.TailLamp.MaxV - design.TailLamp.MinV) * 0.36;
        features.Add(BodyFeature.Area("tail_lamp", p => Math.Max(Lamp(p) + 0.014, split - p.Z), Corner));
        double inner = design.TailLamp.MinU + (design.TailLamp.MaxU - design.TailLamp.MinU) * 0.42;
        double Low(Double3 p) => Math.Max(Lamp(p) + 0.014, p.Z - split + 0.012);
        features.Add(BodyFeature.Area("brake_lamp", p => Math.Max(Low(p), inner - VehicleDesign.Oblique(p.Y, p.X - tail)), Corner));
        features.Add(BodyFeature.Area("indicator", p => Math.Max(Low(p), VehicleDesign.Oblique(p.Y, p.X - tail) - inner + 0.012), Corner));
    }

    /// <summary>The larger of two distances with a rounded corner inside.</summary>
    private static double CornerMax(double a, double b, double radius)
    {
        double u = Math.Max(a + radius, 0);
        double v = Math.Max(b + radius, 0);
        return Math.Min(-radius, Math.Max(a, b)) + Math.Sqrt(u * u + v * v);
    }
}
