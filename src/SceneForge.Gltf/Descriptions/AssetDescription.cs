using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Descriptions;

/// <summary>Where the origin of an asset is.</summary>
public enum AssetOrigin
{
    /// <summary>Where the file has it.</summary>
    File,

    /// <summary>In the middle of the outline, on the lowest point.</summary>
    Footprint,

    /// <summary>In the middle of the rear axle, on the lowest point: where vehicles have it.</summary>
    RearAxle,
}

/// <summary>Nodes whose names match get a class.</summary>
/// <param name="Nodes">A name with <c>*</c> for any characters.</param>
public sealed record ClassRule(string Nodes, string Class);

/// <summary>A node that rolls.</summary>
/// <param name="Steers">Whether it turns with the steering.</param>
/// <param name="Radius">Metres; null: half of its height.</param>
/// <param name="Rolls">False of what only steers with a wheel, such as its brake.</param>
public sealed record WheelRule(string Node, bool Steers, double? Radius, bool Rolls = true);

/// <summary>What burns with a channel.</summary>
/// <param name="Nodes">Names of nodes, with <c>*</c>; all their surfaces glow.</param>
/// <param name="Materials">Names of materials, with <c>*</c>.</param>
/// <param name="Luminance">cd/m^2; null: the channel's usual.</param>
public sealed record LampRule(LampChannel Channel, ImmutableArray<string> Nodes, ImmutableArray<string> Materials, double? Luminance);

/// <summary>What a model file does not say of itself: asset.json, described for editors by scenes/asset.schema.json.</summary>
public sealed record AssetDescription
{
    public const string FileName = "asset.json";

    /// <summary>Path of the description.</summary>
    public required string Path { get; init; }

    /// <summary>Full path of the model.</summary>
    public required string ModelPath { get; init; }

    public required string Class { get; init; }

    public FileFrame Frame { get; init; } = FileFrame.Gltf;

    public AssetOrigin Origin { get; init; }

    public ImmutableArray<ClassRule> Classes { get; init; } = [];

    /// <summary>Nodes that do not count for boxes, such as mirrors and antennae; names with <c>*</c>.</summary>
    public ImmutableArray<string> OutsideBody { get; init; } = [];

    /// <summary>Nodes that are not shown at all; names with <c>*</c>.</summary>
    public ImmutableArray<string> Hidden { get; init; } = [];

    public ImmutableArray<WheelRule> Wheels { get; init; } = [];

    public ImmutableArray<LampRule> Lamps { get; init; } = [];

    /// <summary>Names of keypoints with the nodes that they sit on.</summary>
    public ImmutableArray<(string Name, string Node)> Keypoints { get; init; } = [];

    public GaitPlan Gaits { get; init; } = GaitPlan.None;

    /// <summary>Materials that a spec's colour paints; names with <c>*</c>.</summary>
    public ImmutableArray<string> Paint { get; init; } = [];

    /// <summary>By material, names with <c>*</c>.</summary>
    public ImmutableArray<(string Material, Infrared Infrared)> Infrared { get; init; } = [];

    public string? Licence { get; init; }

    /// <summary>The file's JSON, for errors found when the model is made.</summary>
    public required JsonNode Source { get; init; }
}
