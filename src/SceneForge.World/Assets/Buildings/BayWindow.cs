using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Buildings;

/// <summary>A canted bay in front of a wall, one or two storeys high; and dormers on a roof.</summary>
internal static class BayWindow
{
    private const double Depth = 0.62;
    private const double Cant = 0.5;

    /// <param name="houseFromWall">Frame of the wall that it stands on.</param>
    /// <param name="x">Left edge in that frame.</param>
    /// <param name="storeys">1 or 2.</param>
    public static void Bay(this HouseFrame house, Pose houseFromWall, double x, double width, int storeys)
    {
        Double3[] plan = [new(x, 0, 0), new(x + Cant, -Depth, 0), new(x + width - Cant, -Depth, 0), new(x + width, 0, 0)];
        double top = HouseFrame.Floor + storeys * HouseFrame.Storey - 0.2;
        for (int i = 0; i < 3; i++)
        {
            Double3 along = plan[i + 1] - plan[i];
            double length = along.Length;
            Double3 axis = along / length;
            Pose face = new(plan[i], Rotation.FromAxes(axis, new(-axis.Y, axis.X, 0), Double3.UnitZ));
            List<Opening> openings = [];
            for (int storey = 0; storey < storeys; storey++)
            {
                double sill = HouseFrame.Floor + storey * HouseFrame.Storey + 0.75;
                openings.Add(new Opening(0.09, sill, length - 0.18, 1.38, Lights: i == 1 ? Math.Max(2, (int)(length / 0.7)) : 1));
            }

            house.Wall(houseFromWall * face, length, top, openings);
        }

        house.Mesh.Placement = houseFromWall;
        Lid(house, x, width, top);
        house.Mesh.Placement = Pose.Identity;
    }

    // A hipped lean-to over the bay with a fascia.
    private static void Lid(HouseFrame house, double x, double width, double top)
    {
        const double over = 0.16;
        Double3[] rim = [new(x - over, 0, top), new(x + Cant - over / 2, -Depth - over, top), new(x + width - Cant + over / 2, -Depth - over, top),
            new(x + width + over, 0, top)];
        Double3 up = new(0, 0, 0.12);
        Double3 left = new(x + Cant, 0, top + 0.55);
        Double3 right = new(x + width - Cant, 0, top + 0.55);
        house.Mesh.Part("trim", house.Palette.Trim);
        for (int i = 0; i < 3; i++)
        {
            house.Mesh.Quad(rim[i], rim[i + 1], rim[i + 1] + up, rim[i] + up);
        }

        house.Mesh.Polygon([rim[3], rim[2], rim[1], rim[0]]);
        house.Mesh.Part("roof", house.Palette.Roof);
        house.Mesh.Polygon([rim[0] + up, rim[1] + up, left]);
        house.Mesh.Polygon([rim[1] + up, rim[2] + up, right, left]);
        house.Mesh.Polygon([rim[2] + up, rim[3] + up, right]);
    }

    /// <summary>A gabled dormer that looks to +x from a roof whose ridge runs along y at x = <paramref name="ridgeX"/>.</summary>
    public static void Dormer(this HouseFrame house, RoofPlan roof, double ridgeX, double y)
    {
        const double width = 1.5;
        const double height = 1.3;
        // Its face stands where the main roof has risen 0.9 m above the eaves.
        double face = roof.Span / 2 - 0.75;
        double sill = roof.HeightAt(face);
        double top = sill + height;
        double back = roof.Span / 2 * 0.15;
        HousePalette palette = house.Palette;
        house.Mesh.Placement = HouseFrame.Front(ridgeX + face, y - width / 2);
        house.Mesh.Wall(width, sill - 0.4, [new Band(top, "wall", palette.Upper)], [new Opening(0.15, sill + 0.12, width - 0.3, height - 0.2)]);
        house.Mesh.Fill(new Opening(0.15, sill + 0.12, width - 0.3, height - 0.2), palette, house.Random);
        house.Mesh.Placement = Pose.Identity;
        house.Mesh.Part("wall", palette.Upper);
        foreach (int side in new[] { -1, 1 })
        {
            double cheek = y + side * width / 2;
            Double3 low = new(ridgeX + face, cheek, sill - 0.4);
            Double3 high = new(ridgeX + face, cheek, top);
            Double3 inner = new(ridgeX + back, cheek, top);
            Double3 innerLow = new(ridgeX + back, cheek, sill - 0.4);
            house.Mesh.Polygon(side > 0 ? [low, innerLow, inner, high] : [innerLow, low, high, inner]);
        }

        RoofPlan lid = new(face - back, width, top, 0.7, Overhang: 0.14, Verge: 0.12);
        house.Roof(Pose.At(ridgeX + (face + back) / 2, y, 0), lid, gutters: false);
    }
}
