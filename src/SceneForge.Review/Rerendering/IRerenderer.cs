using System.Collections.Immutable;

namespace SceneForge.Review.Rerendering;

/// <summary>
/// Renders a stored frame's picture again, with something changed, to tell a fault from chance. Whoever starts the server brings it: reviewing
/// needs no renderer.
/// </summary>
public interface IRerenderer : IDisposable
{
    /// <exception cref="SceneForge.Base.Input.InputException">What the dataset was made from is not there any more.</exception>
    Task<RerenderedPicture> RerenderAsync(RerenderRequest request, CancellationToken cancellation);
}

/// <summary>What is to be rendered again.</summary>
/// <param name="Turn">Counts repeated requests of one change: each turn gives another seed, light or place.</param>
public sealed record RerenderRequest(int Sequence, string Camera, int Frame, RerenderChange Change, int Turn);

/// <summary>What is changed; all else stays.</summary>
public enum RerenderChange
{
    /// <summary>Nothing: the same picture, if rendering is not at fault.</summary>
    Nothing,

    /// <summary>Another draw of the same variation: what the design fixes stays, all else and the looks of things are drawn anew.</summary>
    Seed,

    /// <summary>Another time of day.</summary>
    Light,

    /// <summary>Clear and dry where there was weather, else rain.</summary>
    Weather,

    /// <summary>The camera a little aside or higher.</summary>
    Viewpoint,
}

/// <summary>A picture that is in no dataset.</summary>
/// <param name="Rgb">8-bit sRGB, 3 bytes a pixel, row by row from the top left.</param>
/// <param name="Renderer">What rendered, for people.</param>
/// <param name="Changes">What is different from the stored frame.</param>
public sealed record RerenderedPicture(byte[] Rgb, int Width, int Height, string Renderer, ImmutableArray<RerenderDifference> Changes);

/// <summary>A value before and after, as people read it.</summary>
public sealed record RerenderDifference(string Name, string Before, string After);
