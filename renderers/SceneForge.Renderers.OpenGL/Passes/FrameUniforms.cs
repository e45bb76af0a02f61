using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>The uniform block of shaders/frame.glsl (std140: all members are vec4). Light is multiplied by the exposure already.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FrameUniforms
{
    /// <summary>
    /// Ray through image coordinates (u, v): RayOrigin + u * RayU + v * RayV, world axes, 1 m along the optical axis. RayOrigin.W: what luminance
    /// is multiplied by.
    /// </summary>
    public Vector4 RayOrigin;
    public Vector4 RayU;
    public Vector4 RayV;

    /// <summary>Optical axis; w: focal length in pixels.</summary>
    public Vector4 Forward;

    /// <summary>Camera in the world; w: seconds since the start.</summary>
    public Vector4 Camera;

    /// <summary>Width, height, samples along a pixel's side, tiles in a row.</summary>
    public Vector4 Size;

    /// <summary>Towards the sun; w: what the sky map is multiplied by.</summary>
    public Vector4 Sun;

    /// <summary>Illuminance of the sun; w: zero.</summary>
    public Vector4 SunLight;

    /// <summary>Luminance of thick fog; w: extinction, 1/m.</summary>
    public Vector4 Fog;

    /// <summary>Wetness, rain rate in mm/h, number of lamps, number of shadow cascades.</summary>
    public Vector4 Weather;

    /// <summary>Chance of a flake in a cell near the camera; share of what faces upwards that lies under snow; zero, zero.</summary>
    public Vector4 Snow;

    public Harmonics Sky;

    /// <summary>Clip rows of each shadow cascade over points relative to the camera.</summary>
    public Cascades ShadowX;
    public Cascades ShadowY;
    public Cascades ShadowZ;

    /// <summary>Width of a texel in metres, depth of a metre.</summary>
    public Cascades ShadowTexel;

    /// <summary>Rows of the canopy map; Z: depth at the camera's height, metres of the whole depth, half width in metres.</summary>
    public Vector4 CanopyX;
    public Vector4 CanopyY;
    public Vector4 CanopyZ;

    [InlineArray(4)]
    public struct Cascades
    {
        private Vector4 _first;
    }

    [InlineArray(9)]
    public struct Harmonics
    {
        private Vector4 _first;
    }
}
