using SceneForge.Base.Input;

namespace SceneForge.World.Timeline;

/// <summary>How what is of a class keeps its place.</summary>
public enum ClassSupport
{
    /// <summary>Wheels and feet stand on it.</summary>
    Ground,

    /// <summary>Built or grown where it stands, or carried by something that is.</summary>
    Fixed,

    /// <summary>Stands or lies loose, and does not move by itself.</summary>
    Placed,

    /// <summary>Stands on wheels.</summary>
    Wheels,

    /// <summary>Stands on feet.</summary>
    Walks,

    /// <summary>Rolls as a whole; may fly.</summary>
    Rolls,

    /// <summary>Sits on something that moves.</summary>
    Rides,

    /// <summary>Hovers or flies: keeps no contact with the ground.</summary>
    Floats,
}

/// <summary>What a class does in the world; checks and formats ask it instead of the class's name.</summary>
/// <param name="IsRigid">Whether its parts, but for wheels, move as one.</param>
public sealed record ClassTraits(ClassSupport Support, bool IsRigid)
{
    private const string Rigid = "rigid";
    private static readonly string[] Supports = [.. Enum.GetNames<ClassSupport>().Select(n => n.ToLowerInvariant())];

    /// <summary>All traits' names, as the taxonomy file writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Supports, Rigid];

    /// <summary>Whether it touches the ground with what it stands on.</summary>
    public bool StandsOnGround => Support is ClassSupport.Wheels or ClassSupport.Walks;

    /// <param name="names">Known ones: one support, and <c>rigid</c> or not.</param>
    internal static ClassTraits Read(IEnumerable<string> names) =>
        new((ClassSupport)Array.IndexOf(Supports, names.First(n => n != Rigid)), names.Contains(Rigid));

    /// <param name="traits">An array: one support, and <c>rigid</c> or not.</param>
    /// <exception cref="InputException">A trait is unknown, or there is no support, or more than one.</exception>
    public static ClassTraits Read(JsonNode traits)
    {
        ArgumentNullException.ThrowIfNull(traits);
        string[] names = [.. traits.Items().Select(t => t.AsChoice([.. Names]))];
        string[] supports = [.. names.Where(n => n != Rigid)];
        return supports.Length == 1 && names.Distinct().Count() == names.Length
            ? new ClassTraits((ClassSupport)Array.IndexOf(Supports, supports[0]), names.Contains(Rigid))
            : throw traits.Fail($"A class has one of the traits {string.Join(", ", Supports)}, once; here are {supports.Length} of {names.Length}.",
                "Name the one that holds, and \"rigid\" where its parts move as one.");
    }
}
