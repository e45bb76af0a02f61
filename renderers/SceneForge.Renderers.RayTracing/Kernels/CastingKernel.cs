using ILGPU;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>
/// Casts one ray a thread, for any device that ILGPU compiles for: static methods, values and views alone. The triangle test does the operations of
/// <see cref="Intersection.PackIntersection"/> in their order, so that it finds the same triangles.
/// </summary>
internal static class CastingKernel
{
    // As for the traversal on the processor: depth of a tree times what each level leaves behind.
    private const int StackSize = 448;
    private const float Widen = Traversal.BoxTest.Widen;

    public static void Cast(Index1D index, KernelWorld world, ArrayView<KernelRay> rays, ArrayView<KernelHit> hits)
    {
        KernelRay ray = rays[index];
        KernelHit nearest = default;
        nearest.T = ray.MaxT;
        nearest.Instance = int.MaxValue;
        nearest.Triangle = int.MaxValue;
        ArrayView<int> stack = LocalMemory.Allocate<int>(StackSize);
        if (world.HasStill != 0)
        {
            Walk(world.Still, world.Items, default, ray.Shifted, ray.Direction, ray.MinT, stack, ref nearest);
        }

        for (int i = 0; i < world.Count; i++)
        {
            KernelInstance instance = world.Instances[i];
            Float3 origin = new(Turn(instance.X, ray.Origin) + instance.Shift.X, Turn(instance.Y, ray.Origin) + instance.Shift.Y,
                Turn(instance.Z, ray.Origin) + instance.Shift.Z);
            Float3 direction = new(Turn(instance.X, ray.Direction), Turn(instance.Y, ray.Direction), Turn(instance.Z, ray.Direction));
            Walk(world.Trees, world.Items, instance, origin, direction, ray.MinT, stack, ref nearest);
        }

        hits[index] = nearest;
    }

    private static void Walk(in KernelTrees trees, ArrayView<int> items, in KernelInstance instance, Float3 origin, Float3 direction, float minT,
        ArrayView<int> stack, ref KernelHit nearest)
    {
        Float3 inverse = new(Reciprocal(direction.X), Reciprocal(direction.Y), Reciprocal(direction.Z));
        int count = 1;
        stack[0] = 0;
        while (count > 0)
        {
            int reference = stack[--count];
            if (reference < 0)
            {
                Meet(trees, items, instance, instance.FirstPack + ~reference, origin, direction, minT, ref nearest);
                continue;
            }

            int node = instance.FirstNode + reference;
            for (int place = 0; place < 8; place++)
            {
                if (Enters(trees.Planes, 48 * node + place, origin, inverse, minT, nearest.T))
                {
                    stack[count++] = trees.Children[8 * node + place];
                }
            }
        }
    }

    private static bool Enters(ArrayView<float> planes, int at, Float3 origin, Float3 inverse, float minT, float maxT)
    {
        float x0 = (planes[at] - origin.X) * inverse.X;
        float x1 = (planes[at + 8] - origin.X) * inverse.X;
        float y0 = (planes[at + 16] - origin.Y) * inverse.Y;
        float y1 = (planes[at + 24] - origin.Y) * inverse.Y;
        float z0 = (planes[at + 32] - origin.Z) * inverse.Z;
        float z1 = (planes[at + 40] - origin.Z) * inverse.Z;
        float enter = Max(Max(Min(x0, x1), Min(y0, y1)), Max(Min(z0, z1), minT));
        float leave = Min(Min(Max(x0, x1), Max(y0, y1)), Min(Max(z0, z1), maxT));
        return enter <= leave * Widen && planes[at] <= planes[at + 8];
    }

    private static void Meet(in KernelTrees trees, ArrayView<int> items, in KernelInstance instance, int pack, Float3 origin, Float3 direction,
        float minT, ref KernelHit nearest)
    {
        float dx = Abs(direction.X);
        float dy = Abs(direction.Y);
        float dz = Abs(direction.Z);
        int axis = dx > dy && dx > dz ? 0 : dy > dz ? 1 : 2;
        int x = axis == 2 ? 0 : axis + 1;
        int y = axis == 0 ? 2 : axis - 1;
        float shearZ = 1 / Along(direction, axis);
        float shearX = Along(direction, x) * shearZ;
        float shearY = Along(direction, y) * shearZ;
        float ox = Along(origin, x);
        float oy = Along(origin, y);
        float oz = Along(origin, axis);
        for (int lane = 0; lane < 8; lane++)
        {
            int at = 72 * pack + lane;
            float az = trees.Corners[at + 8 * axis] - oz;
            float ax = trees.Corners[at + 8 * x] - ox - shearX * az;
            float ay = trees.Corners[at + 8 * y] - oy - shearY * az;
            float bz = trees.Corners[at + 24 + 8 * axis] - oz;
            float bx = trees.Corners[at + 24 + 8 * x] - ox - shearX * bz;
            float by = trees.Corners[at + 24 + 8 * y] - oy - shearY * bz;
            float cz = trees.Corners[at + 48 + 8 * axis] - oz;
            float cx = trees.Corners[at + 48 + 8 * x] - ox - shearX * cz;
            float cy = trees.Corners[at + 48 + 8 * y] - oy - shearY * cz;
            float a = cx * by - cy * bx;
            float b = ax * cy - ay * cx;
            float c = bx * ay - by * ax;
            float sum = a + b + c;
            if ((a < 0 || b < 0 || c < 0) && (a > 0 || b > 0 || c > 0) || sum == 0)
            {
                continue;
            }

            float t = (a * az + b * bz + c * cz) * shearZ / sum;
            int owner = trees.Owners[8 * pack + lane];
            int found = owner < 0 ? instance.Instance : items[owner];
            int triangle = trees.Triangles[8 * pack + lane];
            bool isLower = found < nearest.Instance || found == nearest.Instance && triangle < nearest.Triangle;
            if (t >= minT && (t < nearest.T || t == nearest.T && isLower))
            {
                nearest.T = t;
                nearest.Instance = found;
                nearest.Triangle = triangle;
            }
        }
    }

    private static float Turn(Float3 row, Float3 v) => row.X * v.X + row.Y * v.Y + row.Z * v.Z;

    private static float Along(Float3 v, int axis) => axis == 0 ? v.X : axis == 1 ? v.Y : v.Z;

    private static float Abs(float v) => v < 0 ? -v : v;

    private static float Min(float a, float b) => a < b ? a : b;

    private static float Max(float a, float b) => a > b ? a : b;

    private static float Reciprocal(float d) => 1 / (Abs(d) > 1e-20f ? d : d < 0 ? -1e-20f : 1e-20f);
}
