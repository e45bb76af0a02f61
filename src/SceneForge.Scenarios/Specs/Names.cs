using System.Text.RegularExpressions;
using SceneForge.Base.Input;

namespace SceneForge.Scenarios.Specs;

/// <summary>Rules for names that a spec gives.</summary>
internal static partial class Names
{
    public const string IdentifierRule = "Use lower-case letters, digits and underscores, beginning with a letter, at most 64.";

    public static bool IsIdentifier(string name) => Identifier().IsMatch(name);

    public static void CheckIdentifier(JsonNode node, string name)
    {
        if (!IsIdentifier(name))
        {
            throw node.Fail($"\"{NearestName.Shorten(name)}\" is no name.", IdentifierRule);
        }
    }

    /// <summary>A string that is a name.</summary>
    public static string Identifier(JsonNode node)
    {
        string name = node.AsString();
        CheckIdentifier(node, name);
        return name;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}\\z")]
    private static partial Regex Identifier();
}
