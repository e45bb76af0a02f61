using System.Collections.Immutable;

namespace SceneForge.Review.Retakes;

/// <summary>
/// Takes the picture of a stored frame again, with something changed, to tell a fault from chance. Whoever starts the server brings it: reviewing
/// needs no renderer.
/// </summary>
public interface IRetaker : IDisposable
{
    /// <exception cref="SceneForge.Base.Input.InputException">What the dataset was made from is not there any more.</exception>
    Task<RetakenPicture> TakeAsync(RetakeRequest request, CancellationToken cancellation);
}

/// <summary>What is to be taken again.</summary>
/// <param name="Turn">Counts repeated requests of one change: each turn gives another seed, light or place.</param>
public sealed record RetakeRequest(int Sequence, string Camera, int Frame, RetakeChange Change, int Turn);

/// <summary>What is changed; all else stays.</summary>
public enum RetakeChange
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
public sealed record RetakenPicture(byte[] Rgb, int Width, int Height, string Renderer, ImmutableArray<RetakeDifference> Changes);

/// <summary>A value before and after, as people read it.</summary>
public sealed record RetakeDifference(string Name, string Before, string After);
