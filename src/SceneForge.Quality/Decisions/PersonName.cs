namespace SceneForge.Quality.Decisions;

/// <summary>What decisions, signatures and accounts may call a person.</summary>
public static class PersonName
{
    public const string Rule = "A name has 1 to 64 characters, no control characters, and no spaces at its ends.";

    public static bool Holds(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 64 && !name.Any(char.IsControl) && name.Trim() == name;
    }
}
