using System.Globalization;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Documents;

/// <summary>Values that canonical documents write as text.</summary>
internal static class DocumentFields
{
    /// <summary>A whole number of 64 bits as text, since numbers of canonical JSON end at 53.</summary>
    internal static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    internal static ulong WholeNumber(JsonNode node) =>
        ulong.TryParse(node.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw node.Fail("This is no whole number of 64 bits.", "Restore the file.");

    /// <summary>A SHA-256 or a nonce as files write it.</summary>
    internal static string Hash(JsonNode node)
    {
        string text = node.AsString();
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw node.Fail("This is no SHA-256.", "Write 64 lower-case hexadecimal digits.");
    }
}
