using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Gate;

/// <summary>What a certificate says, and whether it holds.</summary>
/// <param name="Outcome">accepted or rejected, or null where the certificate cannot be read.</param>
/// <param name="RootHash">The dataset that it speaks of.</param>
/// <param name="Signers">Name, role and key fingerprint of everybody whose signature holds.</param>
/// <param name="Findings">What does not hold, and where it stands; empty where everything holds.</param>
public sealed record CertificateReport(string? Outcome, string? RootHash, ImmutableArray<(string Name, string Role, string Fingerprint)> Signers,
    ImmutableArray<InputError> Findings)
{
    public bool Holds => Findings.IsEmpty;
}

/// <summary>Checks a certificate from its own bytes: no network, no clock, no dataset.</summary>
public static class CertificateVerifier
{
    private const string Restore = "Restore the certificate as it was signed.";

    /// <param name="file">Path, for errors.</param>
    /// <param name="trusted">Fingerprints of keys that count, or null to name the keys and leave it to the reader whom to trust.</param>
    /// <param name="rootHash">Root hash of the dataset at hand, or null.</param>
    public static CertificateReport Verify(string file, byte[] bytes, IReadOnlySet<string>? trusted = null, string? rootHash = null)
    {
        JsonNode root;
        List<InputError> findings = [];
        try
        {
            root = JsonFile.Parse(file, bytes, JsonLimits.Stored);
            _ = root.Get("schema").AsChoice(Certificate.Schema);
            _ = root.Get("body").MemberNames;
            _ = root.Get("digests").MemberNames;
            _ = root.Get("signatures").Items();
            root.Finish();
        }
        catch (InputException e)
        {
            return new CertificateReport(null, null, [], [.. e.Errors]);
        }

        JToken body = root.Get("body").Token;
        JObject digests = (JObject)root.Get("digests").Token;
        findings.AddRange(Altered(root.Source, body, digests));
        var signers = Signatures(root.Get("signatures"), body, digests, trusted, findings);
        string? outcome = null;
        string? dataset = null;
        try
        {
            GateEvidence evidence = Certificate.ReadEvidence(root.Get("body"));
            dataset = evidence.Draw.RootHash;
            Compare(evidence, root, signers, findings);
            outcome = root.Get("body").Get("verdict").Get("outcome").AsString();
        }
        catch (InputException e)
        {
            findings.AddRange(e.Errors);
        }

        if (rootHash is not null && dataset is not null && rootHash != dataset)
        {
            findings.Add(root.Source.ErrorAt("/body/draw/root", "The certificate speaks of another dataset, or of this one before it was changed.",
                "Name the dataset that it was made for, or draw and review this one (sceneforge gate DIR --draw)."));
        }

        return new CertificateReport(outcome, dataset, [.. signers.Select(s => (s.Name, s.Role, Fingerprint(s.Key)))], [.. findings]);
    }

    private static IEnumerable<InputError> Altered(JsonSource source, JToken body, JObject signed)
    {
        JObject actual = Certificate.Digests(body);
        foreach (string pointer in actual.Properties().Select(p => p.Name).Union(signed.Properties().Select(p => p.Name))
            .Order(StringComparer.Ordinal))
        {
            string? problem = (actual[pointer], signed[pointer]) switch
            {
                (null, _) => "was removed after signing",
                (_, null) => "was added after signing",
                var (a, s) when !JToken.DeepEquals(a, s) =>
                    a!.Type == JTokenType.Integer ? $"has {a} entries, but {s} were signed" : "or its digest was altered after signing",
                _ => null,
            };
            if (problem is not null)
            {
                yield return source.ErrorAt($"/body{pointer}", $"This part {problem}.", Restore);
            }
        }
    }

    private static List<(string Name, string Role, string Key)> Signatures(JsonNode node, JToken body, JToken digests, IReadOnlySet<string>? trusted,
        List<InputError> findings)
    {
        List<(string, string, string)> valid = [];
        foreach (JsonNode item in node.Items())
        {
            try
            {
                (string name, string role, string key) = (item.Get("name").AsString(), item.Get("role").AsString(), item.Get("key").AsString());
                if (!SigningKey.Verify(key, Certificate.Message(name, role, key, body, digests), item.Get("signature").AsString()))
                {
                    findings.Add(item.Error($"The signature of \"{NearestName.Shorten(name)}\" does not fit: the body, the digests, the name, the "
                        + "role, the key or the signature was altered.", Restore));
                }
                else if (trusted is not null && !trusted.Contains(Fingerprint(key)))
                {
                    findings.Add(item.Get("key")
                        .Error($"The key {Fingerprint(key)} of \"{NearestName.Shorten(name)}\" is not among the trusted ones.",
                        "Ask its owner for the fingerprint, and trust it (--trust) only if it is this one."));
                }
                else
                {
                    valid.Add((name, role, key));
                }

                item.Finish();
            }
            catch (InputException e)
            {
                findings.AddRange(e.Errors);
            }
        }

        return valid;
    }

    // A signature makes nothing true: the verdict is reached again from the evidence.
    private static void Compare(GateEvidence evidence, JsonNode root, List<(string Name, string Role, string Key)> signers, List<InputError> findings)
    {
        GateVerdict verdict = GateJudge.Judge(evidence);
        JsonNode stated = root.Get("body").Get("verdict");
        JObject reached = VerdictDocument.Write(verdict);
        foreach (string member in stated.MemberNames.Union(reached.Properties().Select(p => p.Name)))
        {
            if (stated.Find(member) is not { } value || reached[member] is not { } own
                || CanonicalJson.Write(value.Token) != CanonicalJson.Write(own))
            {
                findings.Add(root.Source.ErrorAt($"/body/verdict/{JsonNode.Escape(member)}", "The evidence of the certificate does not lead to this.",
                    Restore));
            }
        }

        if (Certificate.SignerProblem(evidence, signers) is { } problem)
        {
            findings.Add(root.Source.ErrorAt("/signatures", problem, "Have the verdict signed by the people whom its policy asks for."));
        }
    }

    private static string Fingerprint(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(key)));
}
