using SceneForge.Cli.Terminal;
using SceneForge.Quality.Gate;

namespace SceneForge.Cli.Gating;

/// <summary>Puts people's signatures to a verdict.</summary>
internal static class VerdictSigning
{
    /// <summary>The lead who answers for a narrower version.</summary>
    /// <exception cref="UsageException">No lead signs.</exception>
    public static string LeadOf(NamedKey[] signers) => signers.FirstOrDefault(s => s.Role == "lead")?.Name
        ?? throw new UsageException("--override-collapse: a lead answers for it and signs: add --sign NAME:lead:FILE.");

    /// <exception cref="UsageException">There is nothing to sign, or these people may not sign it.</exception>
    public static void Sign(GateFolder gate, int attempt, GateEvidence evidence, GateVerdict verdict, NamedKey[] keys)
    {
        if (verdict.Outcome == GateOutcome.Pending)
        {
            throw new UsageException("A pending verdict is not signed.");
        }

        if (File.Exists(gate.CertificatePath(attempt)))
        {
            throw new UsageException($"Attempt {attempt} is signed already: {gate.CertificatePath(attempt)}. A certificate is never replaced; move "
                + "it away to sign anew.");
        }

        List<Signer> signers = [];
        try
        {
            signers.AddRange(keys.Select(k => new Signer(k.Name, k.Role, KeyOf(k))));
            byte[] certificate = Certificate.Make(evidence, signers);
            if (evidence.Override is { } own)
            {
                gate.WriteOverride(attempt, own);
            }

            gate.WriteCertificate(attempt, certificate);
            Console.WriteLine($"Certificate: {gate.CertificatePath(attempt)}");
            foreach (Signer signer in signers)
            {
                Console.WriteLine($"Signed by {signer.Name} ({signer.Role}), key {signer.Key.Fingerprint}");
            }
        }
        catch (InvalidOperationException e)
        {
            throw new UsageException(e.Message);
        }
        finally
        {
            signers.ForEach(s => s.Key.Dispose());
        }
    }

    private static SigningKey KeyOf(NamedKey key)
    {
        try
        {
            return SigningKey.OpenOrCreate(key.File);
        }
        catch (IOException e)
        {
            throw new UsageException($"--sign {key.Name}:{key.Role}:{key.File}: {e.Message}");
        }
    }
}
