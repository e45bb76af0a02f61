using SceneForge.Base.Random;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Requests;

/// <summary>What an asset is made from.</summary>
/// <param name="Name">Such as <c>car.hatchback</c>.</param>
/// <param name="Random">Source of its own variation in colour, size and detail.</param>
/// <param name="Height">Wanted height of the body, metres; null: by seed.</param>
/// <param name="Color">Wanted main colour as sRGB <c>#rrggbb</c>; null: by seed.</param>
public sealed record AssetRequest(string Name, RandomStream Random, double? Height = null, string? Color = null);

/// <summary>Makes the models of one family.</summary>
public interface IAssetMaker
{
    /// <summary>Full names that it makes.</summary>
    IReadOnlyList<string> Names { get; }

    Model Make(AssetRequest request);
}
