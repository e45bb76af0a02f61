using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Buildings;

/// <summary>
/// Puts the pieces of a house together. House frame: x towards the street, y left, z up, the ground at z = 0; walls
/// reach below it, so that a slope shows no gap.
/// </summary>
internal sealed class HouseFrame(HousePalette palette, RandomStream random)
{
    /// <summary>Height of the ground floor over the ground, metres.</summary>
    public const double Floor = 0.32;

    /// <summary>Floor to floor, metres.</summary>
    public const double Storey = 2.62;

    private const double Foot = -0.7;

    public MeshBuilder Mesh { get; } = new();

    public HousePalette Palette { get; } = palette;

    public RandomStream Random { get; } = random;

    /// <summary>The wall that faces +x, from its left end seen from outside.</summary>
    public static Pose Front(double x, double left) => Pose.At(x, left, 0, Math.PI / 2);

    public IReadOnlyList<Band> Bands(double eaves) => eaves > Floor + Storey + 0.5
        ? [new Band(Floor, "plinth", Palette.Plinth), new Band(Floor + Storey, "wall", Palette.Lower), new Band(eaves, "wall", Palette.Upper)]
        : [new Band(Floor, "plinth", Palette.Plinth), new Band(eaves, "wall", Palette.Lower)];

    /// <summary>Four walls around a rectangle with the holes of each, measured from its left end seen from outside.</summary>
    public void Block(double x0, double x1, double y0, double y1, double eaves, IReadOnlyList<Opening> front, IReadOnlyList<Opening> back,
        IReadOnlyList<Opening> left, IReadOnlyList<Opening> right)
    {
        Wall(Front(x1, y0), y1 - y0, eaves, front);
        Wall(Pose.At(x1, y1, 0, Math.PI), x1 - x0, eaves, left);
        Wall(Pose.At(x0, y1, 0, -Math.PI / 2), y1 - y0, eaves, back);
        Wall(Pose.At(x0, y0, 0), x1 - x0, eaves, right);
    }

    /// <summary>A wall with filled holes.</summary>
    public void Wall(Pose houseFromWall, double length, double eaves, IReadOnlyList<Opening> openings)
    {
        Mesh.Placement = houseFromWall;
        Mesh.Wall(length, Foot, Bands(eaves), openings);
        foreach (Opening opening in openings)
        {
            Mesh.Fill(opening, Palette, Random);
        }

        if (eaves > Floor + Storey + 0.5 && Palette.Upper != Palette.Lower)
        {
            // A drip course where the material changes.
            Mesh.Part("trim", Palette.Trim);
            Mesh.Box(new(0, -0.035, Floor + Storey - 0.06), new(length, 0.01, Floor + Storey + 0.04));
        }

        Mesh.Placement = Pose.Identity;
    }

    /// <summary>A roof with its gable walls; <paramref name="houseFromRoof"/> puts its middle and turns its ridge.</summary>
    public void Roof(Pose houseFromRoof, RoofPlan roof, bool gutters = true)
    {
        Mesh.Placement = houseFromRoof;
        roof.Build(Mesh, Palette, gutters);
        Mesh.Part("wall", roof.Eaves > Floor + Storey + 0.5 ? Palette.Upper : Palette.Lower);
        double half = roof.Span / 2;
        double top = roof.Eaves + half * roof.Rise;
        foreach ((bool hip, int end) in new[] { (roof.HipStart, -1), (roof.HipEnd, 1) })
        {
            if (!hip)
            {
                double x = end * roof.Length / 2;
                Mesh.Polygon([new(x, -end * half, roof.Eaves), new(x, end * half, roof.Eaves), new(x, 0, top)]);
            }
        }

        Mesh.Placement = Pose.Identity;
    }

    /// <summary>A stack through the roof with a corbel and clay pots.</summary>
    /// <param name="along">Size along y, metres.</param>
    public void Chimney(double x, double y, double bottom, double top, double along, int pots)
    {
        const double deep = 0.55;
        Mesh.Part("chimney", Palette.Chimney);
        Mesh.Box(new(x - deep / 2, y - along / 2, bottom), new(x + deep / 2, y + along / 2, top));
        Mesh.Box(new(x - deep / 2 - 0.05, y - along / 2 - 0.05, top - 0.30), new(x + deep / 2 + 0.05, y + along / 2 + 0.05, top - 0.15));
        Mesh.Part("chimney", HousePalette.Stone);
        Mesh.Box(new(x - deep / 2 - 0.03, y - along / 2 - 0.03, top), new(x + deep / 2 + 0.03, y + along / 2 + 0.03, top + 0.07));
        Mesh.Part("chimney", HousePalette.Pot);
        for (int i = 0; i < pots; i++)
        {
            Mesh.Placement = Pose.At(x, y + along * ((i + 0.5) / pots - 0.5), top + 0.07);
            Mesh.SharpLathe(8, (0.13, 0), (0.105, 0.34), (0.13, 0.36), (0.13, 0.42), (0.0, 0.40));
        }

        Mesh.Placement = Pose.Identity;
    }

    /// <summary>Steps up to a door and, by seed, a canopy over it.</summary>
    /// <param name="x">Of the wall's face.</param>
    /// <param name="y">Of the door's middle.</param>
    public void Entrance(double x, double y, double doorWidth)
    {
        Mesh.Part("steps", HousePalette.Stone);
        Mesh.Box(new(x, y - doorWidth / 2 - 0.25, Foot), new(x + 0.75, y + doorWidth / 2 + 0.25, Floor - 0.03));
        Mesh.Box(new(x + 0.75, y - doorWidth / 2 - 0.25, Foot), new(x + 1.08, y + doorWidth / 2 + 0.25, 0.15));
        double half = doorWidth / 2 + 0.26;
        double over = Floor + 2.42;
        switch (Random.NextInt(3))
        {
            case 0:
                Mesh.Part("porch", Palette.Trim);
                Mesh.Box(new(x, y - half, over), new(x + 0.95, y + half, over + 0.14));
                Mesh.Part("porch", HousePalette.Lead);
                Mesh.Box(new(x, y - half - 0.02, over + 0.14), new(x + 0.97, y + half + 0.02, over + 0.16));
                break;
            case 1:
                RoofPlan roof = new(1.0, 2 * half - 0.2, over - 0.1, 0.6, Overhang: 0.12, Verge: 0.1);
                Roof(Pose.At(x + 0.45, y, 0), roof, gutters: false);
                Mesh.Part("porch", Palette.Trim);
                foreach (int side in new[] { -1, 1 })
                {
                    double post = y + side * (half - 0.18);
                    Mesh.Box(new(x + 0.82, post - 0.05, 0.1), new(x + 0.92, post + 0.05, over));
                    Mesh.Box(new(x, post - 0.05, over - 0.1), new(x + 0.92, post + 0.05, over));
                }

                break;
            default:
                Mesh.Part("roof", Palette.Roof);
                Mesh.Quad(new(x + 0.85, y - half, over), new(x + 0.85, y + half, over), new(x, y + half, over + 0.5), new(x, y - half, over + 0.5));
                Mesh.Part("porch", Palette.Trim);
                Mesh.Quad(new(x + 0.85, y - half, over - 0.14), new(x + 0.85, y + half, over - 0.14), new(x + 0.85, y + half, over),
                    new(x + 0.85, y - half, over));
                Mesh.Quad(new(x + 0.85, y + half, over - 0.14), new(x + 0.85, y - half, over - 0.14), new(x, y - half, over - 0.14),
                    new(x, y + half, over - 0.14));
                Mesh.Polygon([new(x, y - half, over - 0.14), new(x + 0.85, y - half, over - 0.14), new(x + 0.85, y - half, over),
                    new(x, y - half, over + 0.5)]);
                Mesh.Polygon([new(x + 0.85, y + half, over - 0.14), new(x, y + half, over - 0.14), new(x, y + half, over + 0.5),
                    new(x + 0.85, y + half, over)]);
                break;
        }
    }

    /// <summary>The model of what was built.</summary>
    public Models.Model Finish(string name) => new()
    {
        Name = name,
        Class = "building",
        Nodes = [Mesh.BuildNode("house")],
        Articulation = Models.RigidArticulation.Single,
    };
}
