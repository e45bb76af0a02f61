using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Gate;

/// <summary>Somebody who signs.</summary>
/// <param name="Role">author, reviewer or lead.</param>
public sealed record Signer(string Name, string Role, SigningKey Key);

/// <summary>
/// A verdict with all that it rests on: policy, draw, facts of the lot, planted frames, checks and every line of the decision log, so that
/// anybody can come to the same verdict again. "digests" has a short hash of every part, which names what was altered; the signatures
/// cover both.
/// </summary>
public static class Certificate
{
    public const string Schema = "sceneforge.certificate/1";

    /// <summary>Parts of the body that have a digest of their own lie this many members deep.</summary>
    private const int DigestDepth = 2;

    /// <summary>Makes the certificate of an accepted or rejected dataset, in canonical form with a line feed.</summary>
    /// <exception cref="InvalidOperationException">The verdict is pending, or the signers are not those that the policy asks for.</exception>
    public static byte[] Make(GateEvidence evidence, IReadOnlyList<Signer> signers)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(signers);
        GateVerdict verdict = GateJudge.Judge(evidence);
        if (verdict.Outcome == GateOutcome.Pending)
        {
            throw new InvalidOperationException("A pending verdict is not certified.");
        }

        if (SignerProblem(evidence, [.. signers.Select(s => (s.Name, s.Role, s.Key.PublicKey))]) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        JObject body = new()
        {
            ["policy"] = JsonFile.Parse("", evidence.Policy.Canonical).Token,
            ["draw"] = GateDocuments.Write(evidence.Draw),
            ["lot"] = GateDocuments.Write(evidence.Lot),
            ["planted"] = GateDocuments.Write(evidence.Planted),
            ["checks"] = GateDocuments.Write(evidence.Checks),
            ["diversity"] = GateDocuments.Write(evidence.Diversity),
            ["override"] = GateDocuments.Write(evidence.Override),
            ["log"] = new JArray(evidence.Log.Lines),
            ["head"] = new JObject { ["count"] = evidence.Head.Count, ["hash"] = evidence.Head.Hash },
            ["verdict"] = VerdictDocument.Write(verdict),
        };
        JObject digests = Digests(body);
        JObject certificate = new()
        {
            ["schema"] = Schema,
            ["body"] = body,
            ["digests"] = digests,
            ["signatures"] = new JArray(signers.Select(s => new JObject
            {
                ["name"] = s.Name,
                ["role"] = s.Role,
                ["key"] = s.Key.PublicKey,
                ["signature"] = s.Key.Sign(Message(s.Name, s.Role, s.Key.PublicKey, body, digests)),
            })),
        };
        return Encoding.UTF8.GetBytes(CanonicalJson.Write(certificate) + "\n");
    }

    /// <summary>
    /// Why these people may not sign, or null: too few with a fitting role, one person twice, nobody but the author, or not the lead who answers
    /// for a narrower version.
    /// </summary>
    internal static string? SignerProblem(GateEvidence evidence, IReadOnlyList<(string Name, string Role, string Key)> signers)
    {
        (GatePolicy policy, string author) = (evidence.Policy, evidence.Draw.Author);
        if (signers.Select(s => s.Name).Distinct().Count() != signers.Count || signers.Select(s => s.Key).Distinct().Count() != signers.Count)
        {
            return "One person, or one key, signs twice.";
        }

        if (evidence.Override is { } own && (own.Name == author || !signers.Any(s => s.Name == own.Name && s.Role == "lead")))
        {
            return $"\"{NearestName.Shorten(own.Name)}\" answers for the narrower version, and must sign as a lead who is not its author.";
        }

        (string Name, string Role, string Key)[] fitting = [.. signers.Where(s => policy.Signers.Roles.Contains(s.Role))];
        return signers.Count == 0 ? "There is no signature that holds and counts."
            : fitting.All(s => s.Name == author || s.Role == "author") ? "Nobody but the author signs; an author cannot sign alone."
            : fitting.Length < policy.Signers.AtLeast ? $"{fitting.Length} people sign in a role that counts; {policy.Signers.AtLeast} are needed."
            : null;
    }

    /// <summary>The text that a signer signs.</summary>
    internal static string Message(string name, string role, string key, JToken body, JToken digests) => CanonicalJson.Write(new JObject
    {
        ["schema"] = Schema,
        ["name"] = name,
        ["role"] = role,
        ["key"] = key,
        ["body"] = CanonicalJson.Sha256(body),
        ["digests"] = CanonicalJson.Sha256(digests),
    });

    /// <summary>JSON pointer and the first 16 hexadecimal digits of the SHA-256 of every part of the body.</summary>
    internal static JObject Digests(JToken body)
    {
        JObject digests = [];
        Walk(body, "", 0);
        return digests;

        void Walk(JToken token, string pointer, int depth)
        {
            if (depth < DigestDepth && token is JObject members)
            {
                foreach (JProperty member in members.Properties())
                {
                    Walk(member.Value, $"{pointer}/{JsonNode.Escape(member.Name)}", depth + 1);
                }
            }
            else if (depth < DigestDepth + 1 && token is JArray items)
            {
                foreach ((int i, JToken item) in items.Index())
                {
                    digests[FormattableString.Invariant($"{pointer}/{i}")] = CanonicalJson.Sha256(item)[..16];
                }

                digests[$"{pointer}"] = items.Count;
            }
            else
            {
                digests[pointer] = CanonicalJson.Sha256(token)[..16];
            }
        }
    }

    /// <summary>Reads the evidence that a certificate carries.</summary>
    internal static GateEvidence ReadEvidence(JsonNode body)
    {
        JsonNode head = body.Get("head");
        return new GateEvidence(
            PolicyReader.Read(body.Get("policy")),
            GateDocuments.ReadDraw(body.Get("draw")),
            GateDocuments.ReadFacts(body.Get("lot")),
            GateDocuments.ReadPlanted(body.Get("planted")),
            ReadLog(body.Get("log")),
            new LogHead(head.Get("count").AsInteger(0), head.Get("hash").AsString()),
            GateDocuments.ReadChecks(body.Get("checks")),
            GateDocuments.ReadDiversity(body.Get("diversity")),
            GateDocuments.ReadOverride(body.Get("override")));
    }

    private static DecisionLog ReadLog(JsonNode node)
    {
        string lines = string.Concat(node.Items().Select(line => line.AsString() + "\n"));
        try
        {
            return DecisionLog.Parse(node.File, Encoding.UTF8.GetBytes(lines));
        }
        catch (InputException e)
        {
            throw new InputException([.. e.Errors.Select(error =>
                error with { Pointer = FormattableString.Invariant($"{node.Pointer}/{error.Line - 1}") })]);
        }
    }
}
