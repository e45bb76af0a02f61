using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;

namespace SceneForge.Renderers.RayTracing;

/// <summary>The still world as a scene with an origin of its own sees it. Thread-safe.</summary>
/// <param name="instances">Index into the timeline's instances of each of the still meshes.</param>
/// <param name="sceneOrigin">What rays are relative to.</param>
/// <param name="others">Root of the tree over all else, relative to the scene's origin.</param>
internal sealed class StillPart(StillWorld world, int[] instances, Double3 sceneOrigin, WideNode others)
{
    private readonly Double3 _shift = sceneOrigin - world.Origin;
    private readonly WideNode _others = others.Moved((sceneOrigin - world.Origin).ToSingle());

    /// <summary>Nearest hits of up to <see cref="RayPacket.Width"/> rays.</summary>
    /// <returns>Whether any of the rays may meet what is not part of the still world.</returns>
    [SkipLocalsInit]
    public bool Cast(ReadOnlySpan<Ray> rays, Span<NearestHit> nearest)
    {
        Span<LocalRay> local = stackalloc LocalRay[RayPacket.Width];
        Span<float> maxT = stackalloc float[RayPacket.Width];
        for (int i = 0; i < rays.Length; i++)
        {
            local[i] = ToWorld(rays[i]);
            maxT[i] = rays[i].MaxT;
            nearest[i] = new NearestHit(maxT[i]);
        }

        RayPacket packet = RayPacket.OfThread;
        if (rays.Length > 1 && packet.TryLoad(local[..rays.Length], maxT))
        {
            PacketTraversal.Nearest(world.Tree, packet);
            for (int i = 0; i < rays.Length; i++)
            {
                Note(packet.T[i], packet.Triangle[i], ref nearest[i]);
            }

            return packet.Test(_others, packet.Farthest(), out _) != 0;
        }

        for (int i = 0; i < rays.Length; i++)
        {
            NearestHit hit = new(maxT[i]);
            MeshTraversal.Nearest(world.Tree, local[i], 0, ref hit);
            Note(hit.T, hit.Triangle, ref nearest[i]);
        }

        return true;
    }

    /// <summary>Whether anything stands on the ray within [MinT, MaxT].</summary>
    public bool Any(in Ray ray) => MeshTraversal.Any(world.Tree, ToWorld(ray), ray.MaxT);

    private void Note(float t, int triangle, ref NearestHit nearest)
    {
        if (triangle != int.MaxValue)
        {
            (int item, int ofMesh) = world.Triangles[triangle];
            nearest.T = t;
            nearest.Instance = instances[item];
            nearest.Triangle = ofMesh;
        }
    }

    private LocalRay ToWorld(in Ray ray) =>
        new(new Vector3((float)(ray.Origin.X + _shift.X), (float)(ray.Origin.Y + _shift.Y), (float)(ray.Origin.Z + _shift.Z)), ray.Direction, ray.MinT);
}
