using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Cuts a half skin along its features, sorts its triangles into parts and adds both halves to a mesh.</summary>
internal static class BodySkin
{
    private const double OnBorder = 1e-4;
    private const double Agreement = 0.006;
    private const double LongestRemoved = 0.06;

    /// <param name="features">Later ones lie on top of earlier ones.</param>
    public static void Add(MeshBuilder builder, SkinMesh skin, IReadOnlyList<BodyFeature> features, string basePart)
    {
        foreach (BodyFeature feature in features)
        {
            foreach (double level in new[] { feature.From, feature.To })
            {
                if (double.IsFinite(level))
                {
                    skin.Cut(p => feature.Field(p) - level, feature.Where);
                }
            }
        }

        List<(int A, int B, int C)>[] byPart = Sort(skin, features, out string[] names, basePart);
        for (int i = 0; i < names.Length; i++)
        {
            builder.Part(names[i], VehicleMaterials.Placeholder);
            AddHalf(builder, skin, byPart[i], mirrored: false);
            AddHalf(builder, skin, byPart[i], mirrored: true);
        }
    }

    private static List<(int A, int B, int C)>[] Sort(SkinMesh skin, IReadOnlyList<BodyFeature> features, out string[] names, string basePart)
    {
        double[][] values = [.. features.Select(f => skin.Positions.Select(f.Field).ToArray())];
        names = [.. features.Where(f => f.Part is not null).Select(f => f.Part!).Prepend(basePart).Distinct()];
        List<(int A, int B, int C)>[] byPart = [.. names.Select(_ => new List<(int A, int B, int C)>())];
        List<(int A, int B, int C, int Part)> kept = [];
        foreach ((int A, int B, int C) t in skin.Triangles)
        {
            string? part = basePart;
            for (int f = features.Count - 1; f >= 0; f--)
            {
                double mean = (values[f][t.A] + values[f][t.B] + values[f][t.C]) / 3;
                double middle = features[f].Field((skin.Positions[t.A] + skin.Positions[t.B] + skin.Positions[t.C]) / 3);
                double low = mean - features[f].From;
                double high = features[f].To - mean;
                if (Math.Min(Math.Abs(low), Math.Abs(high)) < OnBorder)
                {
                    // All corners lie on one border: the middle tells on which side the triangle is.
                    low = middle - features[f].From;
                    high = features[f].To - middle;
                }

                // Across a corner of the outline the corners' mean says nothing: the middle must agree.
                low = Math.Min(low, middle - features[f].From + Agreement);
                high = Math.Min(high, features[f].To + Agreement - middle);
                if (low > 0 && high > 0 && Applies(features[f], skin, t))
                {
                    part = features[f].Part;
                    break;
                }
            }

            if (part is not null)
            {
                kept.Add((t.A, t.B, t.C, Array.IndexOf(names, part)));
            }
        }

        foreach ((int a, int b, int c, int part) in new SkinSimplifier(skin, kept, LongestRemoved).Run())
        {
            byPart[part].Add((a, b, c));
        }

        return byPart;
    }

    /// <summary>Whether all corners lie where the feature means anything: only then was the triangle cut along its border.</summary>
    private static bool Applies(BodyFeature feature, SkinMesh skin, (int A, int B, int C) t) =>
        feature.Where(skin.Positions[t.A]) && feature.Where(skin.Positions[t.B]) && feature.Where(skin.Positions[t.C]);

    private static void AddHalf(MeshBuilder builder, SkinMesh skin, List<(int A, int B, int C)> triangles, bool mirrored)
    {
        Dictionary<int, int> index = [];
        int Vertex(int i)
        {
            if (!index.TryGetValue(i, out int at))
            {
                Double3 p = skin.Positions[i];
                Double3 n = skin.Normals[i];
                at = mirrored
                    ? builder.Vertex(new Double3(p.X, -p.Y, p.Z), new Double3(n.X, -n.Y, n.Z), p.X, p.Z)
                    : builder.Vertex(p, n, p.X, p.Z);
                index.Add(i, at);
            }

            return at;
        }

        foreach ((int a, int b, int c) in triangles)
        {
            double area = Double3.Cross(skin.Positions[b] - skin.Positions[a], skin.Positions[c] - skin.Positions[a]).LengthSquared;
            if (area < 1e-16)
            {
                continue;
            }

            if (mirrored)
            {
                builder.Triangle(Vertex(a), Vertex(c), Vertex(b));
            }
            else
            {
                builder.Triangle(Vertex(a), Vertex(b), Vertex(c));
            }
        }
    }
}
