using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>What shading needs to know of the point that a ray meets. Frames: the scene's.</summary>
internal readonly struct SurfacePoint
{
    public Vector3 Position { get; init; }

    /// <summary>
    /// The position lifted onto the curved surface that the vertex normals stand for (Hanika 2021): rays from here are not stopped
    /// by the facets beside this one.
    /// </summary>
    public Vector3 Lifted { get; init; }

    /// <summary>Of the triangle, towards the viewer.</summary>
    public Vector3 FlatNormal { get; init; }

    /// <summary>Interpolated between the vertices, towards the viewer.</summary>
    public Vector3 SmoothNormal { get; init; }

    /// <summary>With the normal map's relief, towards the viewer.</summary>
    public Vector3 Normal { get; init; }

    public Vector3 BaseColor { get; init; }

    public float Roughness { get; init; }

    public float Metallic { get; init; }

    /// <summary>Share of the sky's light that reaches into the relief.</summary>
    public float Cavity { get; init; }

    /// <summary>Luminance that the surface sends out by itself, cd/m^2.</summary>
    public Vector3 Emission { get; init; }

    public Material Material { get; init; }

    public int Instance { get; init; }
}
