using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Review;

/// <summary>
/// Asks whether a dataset may be packaged: its latest attempt at the gate must have a certificate that holds, says accepted, and speaks of
/// exactly these frames. The files that the certificate was made from must still say what it says, so a decision that was changed afterwards is
/// found as well.
/// </summary>
public static class GateClearance
{
    private static readonly (string File, string Member)[] Parts = [("policy.json", "policy"), ("draw.json", "draw"), ("planted.json", "planted"),
        ("head.json", "head"), ("checks.json", "checks"), ("diversity.json", "diversity"), ("override.json", "override")];

    /// <param name="dataset">Folder of the dataset.</param>
    /// <param name="rootHash">Of the frames that are to be packaged.</param>
    /// <param name="trusted">Fingerprints of keys that count, or null: all.</param>
    /// <exception cref="InputException">There is no such certificate; the error names the file that says so.</exception>
    public static ReviewStatus Require(string dataset, string rootHash, IReadOnlySet<string>? trusted)
    {
        GateFolder gate = new(dataset);
        int attempt = gate.LatestAttempt;
        if (attempt == 0)
        {
            throw Refuse(Path.Combine(dataset, GateFolder.Name), "", "Nobody has judged these frames.",
                "Draw and review a sample (sceneforge gate DIR --draw), or package with --unreviewed.");
        }

        string path = gate.CertificatePath(attempt);
        if (!File.Exists(path))
        {
            throw Refuse(path, "", $"Attempt {attempt} at the gate has no certificate.",
                "Bring the review to an accepted verdict and sign it (sceneforge gate DIR --sign NAME:ROLE:FILE), or package with --unreviewed.");
        }

        byte[] bytes = JsonFile.ReadBytes(path, JsonLimits.Stored);
        CertificateReport report = CertificateVerifier.Verify(path, bytes, trusted, rootHash);
        if (!report.Holds)
        {
            throw new InputException([.. report.Findings.Select(f =>
                f with { Mend = "Restore the certificate or the frames, or judge these frames anew." })]);
        }

        if (report.Outcome != VerdictDocument.Name(GateOutcome.Accepted))
        {
            throw Refuse(path, "/body/verdict/outcome", $"The verdict on these frames is {report.Outcome}.",
                "Mend what the reasons name, generate the frames again and draw afresh.");
        }

        JsonNode body = JsonFile.Parse(path, bytes, JsonLimits.Stored).Get("body");
        RequireUnchanged(Path.GetDirectoryName(path)!, body);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        string use = body.Get("draw").Get("use").AsString();
        return new ReviewStatus(hash, bytes, string.Create(CultureInfo.InvariantCulture,
            $"accepted at the gate for \"{use}\" (attempt {attempt}, certificate {hash[..16]})"));
    }

    private static void RequireUnchanged(string folder, JsonNode body)
    {
        foreach ((string file, string member) in Parts)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path) && CanonicalJson.Write(JsonFile.Read(path, JsonLimits.Stored).Token) != CanonicalJson.Write(body.Get(member).Token))
            {
                throw Refuse(path, "", "The file was changed after the certificate was signed.", "Restore it, or judge the frames anew.");
            }
        }

        string log = Path.Combine(folder, "decisions.jsonl");
        string signed = string.Concat(body.Get("log").Items().Select(line => line.AsString() + "\n"));
        if (File.Exists(log) && Encoding.UTF8.GetString(JsonFile.ReadBytes(log, JsonLimits.Stored)) != signed)
        {
            throw Refuse(log, "", "Decisions were changed after the certificate was signed.", "Restore the log, or judge the frames anew.");
        }
    }

    private static InputException Refuse(string path, string pointer, string message, string mend) =>
        new(new InputError(path, 0, 0, pointer, message, mend));
}
