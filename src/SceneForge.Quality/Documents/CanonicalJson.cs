using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace SceneForge.Quality.Documents;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one text for each value, so that a hash speaks of the value.</summary>
public static class CanonicalJson
{
    public static string Write(JToken token)
    {
        StringBuilder text = new();
        Append(text, token);
        return text.ToString();
    }

    /// <summary>SHA-256 over the canonical form in UTF-8, lower-case hexadecimal.</summary>
    public static string Sha256(JToken token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(token))));

    /// <summary>A number as ECMAScript writes it: the shortest digits that give the same double back.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON numbers are finite.");
        }

        if (value == 0)
        {
            return "0";
        }

        // d.ddddE+xxx of the shortest round-trip digits.
        string shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (int precision = 0; precision < 17; precision++)
        {
            string candidate = Math.Abs(value).ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == Math.Abs(value))
            {
                shortest = candidate;
                break;
            }
        }

        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        string digits = shortest[..e].Replace(".", "", StringComparison.Ordinal);
        int point = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        string sign = value < 0 ? "-" : "";
        if (point > 21 || point <= -6)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}");
        }

        return sign + (point <= 0 ? "0." + new string('0', -point) + digits
            : digits.Length <= point ? digits + new string('0', point - digits.Length)
            : digits[..point] + "." + digits[point..]);
    }

    private static void Append(StringBuilder text, JToken token)
    {
        switch (token)
        {
            case JObject o:
                text.Append('{');
                foreach ((int i, JProperty member) in o.Properties().OrderBy(p => p.Name, StringComparer.Ordinal).Index())
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                }

                text.Append('}');
                break;
            case JArray a:
                text.Append('[');
                for (int i = 0; i < a.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(text, a[i]);
                }

                text.Append(']');
                break;
            case JValue { Value: string value }:
                Append(text, value);
                break;
            default:
                text.Append(token switch
                {
                    JValue { Value: null } => "null",
                    JValue { Value: bool value } => value ? "true" : "false",
                    JValue { Value: BigInteger value } => Number((double)value),
                    JValue { Type: JTokenType.Integer } => ((long)token).ToString(CultureInfo.InvariantCulture),
                    JValue { Type: JTokenType.Float } => Number((double)token),
                    _ => throw new ArgumentException($"{token.Type} is not JSON.", nameof(token)),
                });
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
