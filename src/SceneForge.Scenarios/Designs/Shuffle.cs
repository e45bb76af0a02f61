using SceneForge.Base.Random;

namespace SceneForge.Scenarios.Designs;

internal static class Shuffle
{
    /// <summary>Every order is equally likely (Fisher and Yates 1938, Durstenfeld 1964).</summary>
    public static void InPlace(Span<int> items, RandomStream random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
