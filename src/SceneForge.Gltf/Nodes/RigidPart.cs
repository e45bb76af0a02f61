using SceneForge.Base.Geometry;

namespace SceneForge.Gltf.Nodes;

/// <summary>Maps that turn, shift and scale alike in all directions.</summary>
internal static class RigidPart
{
    // Products of a handful of rotations in 32-bit files stray by some 1e-6.
    private const double Tolerance = 1e-5;

    /// <summary>The pose and the scale of a map; null where it mirrors, flattens, shears, or scales its axes differently.</summary>
    public static (Pose Pose, double Scale)? Of(in AffineMap map)
    {
        (double x, double y, double z) = (map.X.Length, map.Y.Length, map.Z.Length);
        if (!(x > 1e-9) || !(map.Determinant > 0) || Math.Abs(y - x) > Tolerance * x || Math.Abs(z - x) > Tolerance * x)
        {
            return null;
        }

        Double3 ux = map.X / x;
        Double3 uy = map.Y / y;
        if (Math.Abs(Double3.Dot(ux, uy)) > Tolerance || Math.Abs(Double3.Dot(ux, map.Z)) > Tolerance * z
            || Math.Abs(Double3.Dot(uy, map.Z)) > Tolerance * z)
        {
            return null;
        }

        Double3 uz = Double3.Cross(ux, uy).Normalized();
        uy = Double3.Cross(uz, ux);
        // A scale of 1 but for rounding is 1, so that plain meshes keep their numbers.
        return (new Pose(map.Translation, Rotation.FromAxes(ux, uy, uz).Normalized()), Math.Abs(x - 1) < Tolerance ? 1 : x);
    }
}
