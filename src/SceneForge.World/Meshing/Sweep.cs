using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>Shapes drawn along a row of frames (x along the row, y left, z up), such as rails and walls beside a road. Metres.</summary>
internal static class Sweep
{
    /// <summary>A sheet: an open line of the frames' y-z plane, drawn along; its front lies to the right of the line, seen along x.</summary>
    public static void Sheet(this MeshBuilder mesh, IReadOnlyList<Pose> frames, params ReadOnlySpan<(double Y, double Z)> line)
    {
        double u = 0;
        for (int i = 0; i + 1 < frames.Count; i++)
        {
            double v = 0;
            for (int k = 0; k + 1 < line.Length; k++)
            {
                Double3 a = frames[i].Apply(new Double3(0, line[k].Y, line[k].Z));
                Double3 b = frames[i + 1].Apply(new Double3(0, line[k].Y, line[k].Z));
                Double3 c = frames[i + 1].Apply(new Double3(0, line[k + 1].Y, line[k + 1].Z));
                Double3 d = frames[i].Apply(new Double3(0, line[k + 1].Y, line[k + 1].Z));
                mesh.Quad(a, b, c, d, u, v);
                v += (d - a).Length;
            }

            u += (frames[i + 1].Translation - frames[i].Translation).Length;
        }
    }

    /// <summary>A bar of rectangular cross section with closed ends.</summary>
    public static void Bar(this MeshBuilder mesh, IReadOnlyList<Pose> frames, double y0, double y1, double z0, double z1)
    {
        mesh.Sheet(frames, (y0, z0), (y0, z1), (y1, z1), (y1, z0), (y0, z0));
        foreach ((Pose end, bool isFirst) in new[] { (frames[0], true), (frames[^1], false) })
        {
            Double3 P(double y, double z) => end.Apply(new Double3(0, isFirst ? y : y0 + y1 - y, z));
            mesh.Quad(P(y1, z0), P(y0, z0), P(y0, z1), P(y1, z1));
        }
    }
}
