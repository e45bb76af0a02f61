namespace SceneForge.Base.Input;

/// <summary>How much a JSON file may ask for.</summary>
/// <param name="Bytes">Largest file.</param>
/// <param name="Tokens">Most values and member names in it; they bound the memory that it takes.</param>
public sealed record JsonLimits(long Bytes, int Tokens)
{
    /// <summary>For files that people write.</summary>
    public static JsonLimits Input { get; } = new(4 << 20, 100_000);

    /// <summary>For files that this program wrote: a manifest names every file of a sequence, a decision log every act.</summary>
    public static JsonLimits Stored { get; } = new(1 << 30, 50_000_000);
}
