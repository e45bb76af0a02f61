using System.Collections.Immutable;
using System.CommandLine;
using SceneForge.Cli.Gating;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Sampling;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge gate DIR [--draw [--rehearse] --policy FILE --use NAME --author NAME [--against DIR] [--apart-from DIR]...] [--sign NAME:ROLE:KEYFILE]... [--override-collapse REASON]</c></summary>
internal static class GateCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<bool> draw = new("--draw") { Description = "Seals the dataset and draws the sample; after a rejection, the next one." };
        Option<bool> rehearse = new("--rehearse") { Description = "With --draw: draws although the verdict is sure to be a rejection, for people to practise on. It counts as an attempt." };
        Option<string> policy = new("--policy") { Description = "What the dataset must show.", DefaultValueFactory = _ => "policies/release.json" };
        Option<string> use = new("--use") { Description = "What the dataset is meant for, as the policy names it.", DefaultValueFactory = _ => "training" };
        Option<string> author = new("--author") { Description = "Who made the dataset, and so may not sign alone.", DefaultValueFactory = _ => Environment.UserName };
        Option<string?> against = new("--against") { Description = "The accepted version that this dataset follows and must not be narrower than." };
        Option<string[]> apartFrom = new("--apart-from") { Description = $"Training data, dataset or package, with which the dataset must share no seed and no variation; \"{NextDraw.NoTraining}\" if there is none.", DefaultValueFactory = _ => [] };
        Option<string?> overrides = new("--override-collapse") { Description = "Why a version may be narrower than the one before; the lead who signs answers for it." };
        Option<string[]> sign = new("--sign") { Description = "Signs the verdict: name, role (author, reviewer, lead) and key file, as NAME:ROLE:FILE. A key that is not there is made.", DefaultValueFactory = _ => [] };
        Option<string?> postgres = new("--postgres") { Description = "Connection string of the PostgreSQL database that holds the decisions, if review.db does not.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES") };
        Option<string?> spec = new("--spec") { Description = "The spec that made the dataset, for planted defects that are rendered; found by its hash in scenarios/ if not given." };
        Command command = new("gate", "Says whether a dataset may be packaged, what is missing for a verdict, and how long that takes. Exit code 0 accepted, 2 pending, 3 rejected.") { folder, draw, rehearse, policy, use, author, against, apartFrom, sign, overrides, postgres, spec };
        command.SetAction(async parsed =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            NamedKey[] signers = [.. parsed.GetValue(sign)!.Select(NamedKey.Parse)];
            Lot lot = DatasetLot.Open(path);
            GateFolder gate = new(path);
            if (parsed.GetValue(draw))
            {
                // A draw whose queue was not finished is taken up again.
                if (gate.LatestAttempt == 0 || gate.HasQueue(gate.LatestAttempt))
                {
                    QuarantineGuard.RequireNone(path, parsed.GetValue(postgres));
                    GatePolicy read = PolicyReader.Read(parsed.GetValue(policy)!, DatasetChecks.Names);
                    GateDraw next = new NextDraw(path, gate, lot, read).Make(parsed.GetValue(use)!, parsed.GetValue(author)!, parsed.GetValue(against), parsed.GetValue(apartFrom)!);
                    ImmutableArray<GateReason> hopeless = GateJudge.Hopeless(lot, read, next, StoredChecks.TryRead(path, lot) ?? CheckEvidence.None(lot));
                    if (!hopeless.IsEmpty && !parsed.GetValue(rehearse))
                    {
                        VerdictTable.ShowHopeless(hopeless, next.Attempt);
                        return ExitCode.Rejected;
                    }

                    gate.Create(next, read);
                }

                await GateReview.MakeQueueAsync(gate, lot, path, parsed.GetValue(spec));
            }

            int attempt = gate.LatestAttempt;
            if (attempt == 0)
            {
                Console.WriteLine("Pending: nothing was drawn yet. Seal the dataset and draw with: sceneforge gate DIR --draw");
                return ExitCode.Pending;
            }

            GateReview.Collect(gate, attempt, lot, path, parsed.GetValue(postgres));
            GateEvidence evidence = gate.Read(attempt, lot);
            if (parsed.GetValue(overrides) is { } reason)
            {
                evidence = evidence.Collapse.IsEmpty
                    ? throw new UsageException("--override-collapse: nothing got narrower, so there is nothing to answer for.")
                    : evidence with { Override = new CollapseOverride(LeadOf(signers), reason) };
            }

            GateVerdict verdict = GateJudge.Decide(lot, evidence);
            VerdictTable.Show(lot, verdict, evidence);
            if (signers.Length > 0)
            {
                Sign(gate, attempt, evidence, verdict, signers);
            }

            return verdict.Outcome switch { GateOutcome.Accepted => ExitCode.Done, GateOutcome.Pending => ExitCode.Pending, _ => ExitCode.Rejected };
        });
        return command;
    }

    private static string LeadOf(NamedKey[] signers) => signers.FirstOrDefault(s => s.Role == "lead")?.Name
        ?? throw new UsageException("--override-collapse: a lead answers for it and signs: add --sign NAME:lead:FILE.");

    private static void Sign(GateFolder gate, int attempt, GateEvidence evidence, GateVerdict verdict, NamedKey[] keys)
    {
        if (verdict.Outcome == GateOutcome.Pending)
        {
            throw new UsageException("A pending verdict is not signed.");
        }

        List<Signer> signers = [];
        try
        {
            signers.AddRange(keys.Select(k => new Signer(k.Name, k.Role, SigningKey.OpenOrCreate(k.File))));
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

    /// <summary>Who signs, as what, and the file of the key.</summary>
    private sealed record NamedKey(string Name, string Role, string File)
    {
        public static NamedKey Parse(string text) => text.Split(':', 3) is [{ Length: > 0 } name, ("author" or "reviewer" or "lead") and var role, { Length: > 0 } file]
            ? new NamedKey(name, role, file)
            : throw new UsageException($"--sign {text}: write NAME:ROLE:FILE with role author, reviewer or lead.");
    }
}
