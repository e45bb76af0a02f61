namespace SceneForge.Quality.Sampling;

/// <summary>
/// The choices of one planted frame: each follows from the draw's seed, the frame's number and a name, never from the order of calls.
/// </summary>
public sealed class PlantingChoice(DrawSeed seed, int index)
{
    private const int Steps = 1 << 20;

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int Below(string name, int count) => seed.Below(count, $"plant/{name}/", index);

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>), in steps of a millionth of its range.</summary>
    public double Between(string name, double low, double high) => low + (high - low) * Below(name, Steps) / Steps;

    /// <summary>-1 or 1.</summary>
    public int Sign(string name) => 2 * Below(name, 2) - 1;

    /// <summary>One of the items.</summary>
    public T Of<T>(string name, IReadOnlyList<T> items) => items[Below(name, items.Count)];
}
