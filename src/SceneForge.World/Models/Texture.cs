namespace SceneForge.World.Models;

/// <summary>
/// A tileable pattern made by code. Shared by reference: renderers upload each once. Row 0 is at v = 0.
/// </summary>
/// <param name="Name">What it shows, such as <c>brick</c>.</param>
/// <param name="Size">Texels along u and v, a power of two.</param>
/// <param name="MetresU">Width of one repeat along u, metres.</param>
/// <param name="MetresV">Height of one repeat along v, metres.</param>
/// <param name="Color">RGBA8, <paramref name="Size"/>^2 texels: RGB in sRGB encoding; A: roughness factor in [0, 1].</param>
/// <param name="Relief">RGBA8: tangent-space normal xyz as n * 0.5 + 0.5 (u right, v up, z out); A: cavity (1 open, 0 deep), which dims sky
/// light.</param>
public sealed record Texture(string Name, int Size, double MetresU, double MetresV, byte[] Color, byte[] Relief);
