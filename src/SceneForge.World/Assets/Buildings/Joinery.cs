using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>Windows and doors, in the frame of the wall that holds them.</summary>
internal static class Joinery
{
    private const double Bar = 0.06;

    /// <summary>Fills a hole: frame, panes or panels, sill and lintel.</summary>
    public static void Fill(this MeshBuilder mesh, Opening opening, HousePalette palette, RandomStream random)
    {
        switch (opening.Kind)
        {
            case OpeningKind.Window:
                Window(mesh, opening, palette, random);
                break;
            case OpeningKind.Door:
                Door(mesh, opening, palette, random);
                break;
            default:
                GarageDoor(mesh, opening, palette);
                break;
        }
    }

    private static void Window(MeshBuilder mesh, Opening o, HousePalette palette, RandomStream random)
    {
        Sash(mesh, o.X, o.Z, o.Width, o.Height, o.Lights, o.Height > 0.9 ? 0.68 : 0, palette, random);
        mesh.Part("sill", HousePalette.Stone);
        mesh.Box(new(o.X - 0.05, -0.05, o.Z - 0.06), new(o.X + o.Width + 0.05, Walls.Reveal, o.Z));
        mesh.Box(new(o.X - 0.10, -0.012, o.Z + o.Height), new(o.X + o.Width + 0.10, 0.02, o.Z + o.Height + 0.14));
    }

    /// <summary>A glazed frame without sill, its face at the reveal.</summary>
    /// <param name="transom">Share of the height at which a bar divides the outer lights; 0: none.</param>
    public static void Sash(MeshBuilder mesh, double x, double z, double width, double height, int lights, double transom, HousePalette palette,
        RandomStream random)
    {
        double y0 = Walls.Reveal - 0.045;
        double y1 = Walls.Reveal + 0.02;
        mesh.Part("frame", palette.Frame);
        mesh.Box(new(x, y0, z), new(x + width, y1, z + Bar));
        mesh.Box(new(x, y0, z + height - Bar), new(x + width, y1, z + height));
        for (int i = 0; i <= lights; i++)
        {
            double left = x + (width - Bar) * i / lights;
            mesh.Box(new(left, y0, z + Bar), new(left + Bar, y1, z + height - Bar));
        }

        if (transom > 0)
        {
            double at = z + height * transom;
            mesh.Box(new(x + Bar, y0 + 0.008, at), new(x + width - Bar, y1, at + 0.045));
        }

        Panes(mesh, x + Bar / 2, z + Bar / 2, width - Bar, height - Bar, palette, random);
    }

    // No ray passes a pane, so what hangs behind it is part of its surface.
    private static void Panes(MeshBuilder mesh, double x, double z, double width, double height, HousePalette palette, RandomStream random)
    {
        bool lit = random.NextInt(5) < 2;
        Material glass = lit ? BuildingMaterials.LitGlass : BuildingMaterials.Glass;
        int dressing = random.NextInt(6);
        Material cloth = BuildingMaterials.CurtainedGlass(palette.Curtain, lit);
        void Pane(string part, Material material, double x0, double x1, double z0, double z1)
        {
            mesh.Part(part, material);
            mesh.Quad(new(x0, Walls.Reveal, z0), new(x1, Walls.Reveal, z0), new(x1, Walls.Reveal, z1), new(x0, Walls.Reveal, z1), x0, z0);
        }

        double side = width * random.Uniform(0.14, 0.26);
        if (dressing < 3)
        {
            Pane("glass", cloth, x, x + side, z, z + height);
            Pane("glass", glass, x + side, x + width - side, z, z + height);
            Pane("glass", cloth, x + width - side, x + width, z, z + height);
        }
        else if (dressing == 3)
        {
            double blind = height * random.Uniform(0.25, 0.6);
            Pane("glass", glass, x, x + width, z, z + height - blind);
            Pane("glass", cloth, x, x + width, z + height - blind, z + height);
        }
        else
        {
            Pane("glass", glass, x, x + width, z, z + height);
        }
    }

    private static void Door(MeshBuilder mesh, Opening o, HousePalette palette, RandomStream random)
    {
        double y0 = Walls.Reveal - 0.04;
        mesh.Part("frame", palette.Frame);
        mesh.Box(new(o.X, y0, o.Z), new(o.X + 0.07, Walls.Reveal + 0.04, o.Z + o.Height));
        mesh.Box(new(o.X + o.Width - 0.07, y0, o.Z), new(o.X + o.Width, Walls.Reveal + 0.04, o.Z + o.Height));
        mesh.Box(new(o.X + 0.07, y0, o.Z + o.Height - 0.07), new(o.X + o.Width - 0.07, Walls.Reveal + 0.04, o.Z + o.Height));
        double x0 = o.X + 0.07;
        double x1 = o.X + Math.Min(o.Width, 1.0) - 0.07;
        double top = o.Z + o.Height - 0.07;
        if (o.Width > 1.3)
        {
            // A side light beside the leaf.
            mesh.Part("frame", palette.Frame);
            mesh.Box(new(x1, y0, o.Z), new(x1 + 0.06, Walls.Reveal + 0.04, top));
            Panes(mesh, x1 + 0.06, o.Z, o.X + o.Width - 0.07 - x1 - 0.06, top - o.Z, palette, random);
        }

        mesh.Part("door", palette.Door);
        mesh.Box(new(x0, Walls.Reveal, o.Z + 0.02), new(x1, Walls.Reveal + 0.05, top));
        int rows = 2 + random.NextInt(2);
        bool glazed = random.NextInt(2) == 0;
        double pitch = (top - o.Z - 0.16) / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < 2; column++)
            {
                double px = x0 + 0.09 + column * (x1 - x0 - 0.09) / 2;
                double pz = o.Z + 0.14 + row * pitch;
                double pw = (x1 - x0 - 0.27) / 2;
                bool pane = glazed && row == rows - 1;
                mesh.Part(pane ? "glass" : "door", pane ? BuildingMaterials.Glass : palette.Door);
                mesh.Box(new(px, Walls.Reveal - 0.018, pz), new(px + pw, Walls.Reveal, pz + pitch - 0.10));
            }
        }

        mesh.Part("handle", HousePalette.Metal);
        mesh.Box(new(x1 - 0.09, Walls.Reveal - 0.05, o.Z + 1.0), new(x1 - 0.06, Walls.Reveal, o.Z + 1.16));
        mesh.Box(new(x0 + 0.22, Walls.Reveal - 0.022, o.Z + 0.92), new(x1 - 0.22, Walls.Reveal, o.Z + 0.98));
        mesh.Part("sill", HousePalette.Stone);
        mesh.Box(new(o.X - 0.10, -0.012, o.Z + o.Height), new(o.X + o.Width + 0.10, 0.02, o.Z + o.Height + 0.16));
        mesh.Box(new(o.X, -0.03, o.Z - 0.03), new(o.X + o.Width, Walls.Reveal, o.Z + 0.02));
    }

    private static void GarageDoor(MeshBuilder mesh, Opening o, HousePalette palette)
    {
        mesh.Part("frame", palette.Frame);
        mesh.Box(new(o.X, 0.03, o.Z), new(o.X + 0.07, Walls.Reveal + 0.03, o.Z + o.Height));
        mesh.Box(new(o.X + o.Width - 0.07, 0.03, o.Z), new(o.X + o.Width, Walls.Reveal + 0.03, o.Z + o.Height));
        mesh.Box(new(o.X + 0.07, 0.03, o.Z + o.Height - 0.07), new(o.X + o.Width - 0.07, Walls.Reveal + 0.03, o.Z + o.Height));
        mesh.Part("door", palette.Door);
        double left = o.X + 0.07;
        double right = o.X + o.Width - 0.07;
        const int sections = 4;
        double rise = (o.Height - 0.07) / sections;
        for (int i = 0; i < sections; i++)
        {
            double z = o.Z + i * rise;
            mesh.Box(new(left, Walls.Reveal, z), new(right, Walls.Reveal + 0.05, z + rise));
            int panels = Math.Max(2, (int)(o.Width / 0.55));
            double pitch = (right - left) / panels;
            for (int k = 0; k < panels; k++)
            {
                mesh.Box(new(left + k * pitch + 0.06, Walls.Reveal - 0.02, z + 0.07),
                    new(left + (k + 1) * pitch - 0.06, Walls.Reveal, z + rise - 0.07));
            }
        }
    }
}
