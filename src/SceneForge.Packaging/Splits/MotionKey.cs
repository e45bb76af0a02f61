using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Splits;

/// <summary>
/// Who stands and moves where in a variation, apart from weather, light and paint: what a model would know again in another split. Signs are
/// left out, so that a variation and its mirror image have the same key.
/// </summary>
/// <param name="Shape">Hash of the members' names and words, of the order of actors and steps.</param>
/// <param name="Magnitudes">Absolute values of all numbers, in the document's order.</param>
internal sealed record MotionKey(string Shape, float[] Magnitudes)
{
    // Two values are alike where they differ by less than a hundredth, or a hundredth of a unit: 1 cm, 1 cm/s.
    private const float Likeness = 0.01f;

    /// <param name="scenario">scenario.json.</param>
    public static MotionKey Of(JsonNode scenario)
    {
        StringBuilder shape = new();
        List<float> magnitudes = [];
        Gather((scenario.Token as JObject)?["actors"] ?? new JArray(), shape, magnitudes);
        return new MotionKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString()))), [.. magnitudes]);
    }

    /// <summary>Whether two variations of the same shape are the same to the eye, or each other's mirror image.</summary>
    public bool IsLike(MotionKey other)
    {
        for (int i = 0; i < Magnitudes.Length; i++)
        {
            if (!AreAlike(Magnitudes[i], other.Magnitudes[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool AreAlike(float a, float b) => Math.Abs(a - b) <= Likeness * Math.Max(1, Math.Max(a, b));

    private static void Gather(JToken token, StringBuilder shape, List<float> magnitudes)
    {
        switch (token)
        {
            case JObject members:
                foreach (JProperty member in members.Properties().Where(p => p.Name != "color"))
                {
                    shape.Append('/').Append(member.Name);
                    Gather(member.Value, shape, magnitudes);
                }

                break;
            case JArray items:
                shape.Append('[').Append(items.Count).Append(']');
                foreach (JToken item in items)
                {
                    Gather(item, shape, magnitudes);
                }

                break;
            case { Type: JTokenType.Integer or JTokenType.Float }:
                shape.Append('#');
                magnitudes.Add((float)Math.Abs((double)token));
                break;
            default:
                string word = token.ToString();
                shape.Append('=').Append(word == "right" ? "left" : word);
                break;
        }
    }
}
