using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using SceneForge.Cli.Gating;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Sampling;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge gate DIR [--draw --policy FILE --use NAME --author NAME] [--sign NAME:ROLE:KEYFILE]...</c></summary>
internal static class GateCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<bool> draw = new("--draw") { Description = "Seals the dataset and draws the sample; after a rejection, the next one." };
        Option<string> policy = new("--policy") { Description = "What the dataset must show.", DefaultValueFactory = _ => "policies/release.json" };
        Option<string> use = new("--use") { Description = "What the dataset is meant for, as the policy names it.", DefaultValueFactory = _ => "training" };
        Option<string> author = new("--author") { Description = "Who made the dataset, and so may not sign alone.", DefaultValueFactory = _ => Environment.UserName };
        Option<string[]> sign = new("--sign") { Description = "Signs the verdict: name, role (author, reviewer, lead) and key file, as NAME:ROLE:FILE. A key that is not there is made.", DefaultValueFactory = _ => [] };
        Option<string?> postgres = new("--postgres") { Description = "Connection string of the PostgreSQL database that holds the decisions, if review.db does not.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES") };
        Option<string?> spec = new("--spec") { Description = "The spec that made the dataset, for planted defects that are rendered; found by its hash in scenarios/ if not given." };
        Command command = new("gate", "Says whether a dataset may be packaged, what is missing for a verdict, and how long that takes. Exit code 0 accepted, 2 pending, 3 rejected.") { folder, draw, policy, use, author, sign, postgres, spec };
        command.SetAction(async parsed =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            Lot lot = DatasetLot.Open(path);
            GateFolder gate = new(path);
            if (parsed.GetValue(draw))
            {
                // A draw whose queue was not finished is taken up again.
                if (gate.LatestAttempt == 0 || gate.HasQueue(gate.LatestAttempt))
                {
                    Draw(gate, lot, PolicyReader.Read(parsed.GetValue(policy)!), parsed.GetValue(use)!, parsed.GetValue(author)!);
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
            GateVerdict verdict = GateJudge.Decide(lot, evidence);
            Show(verdict, evidence);
            if (parsed.GetValue(sign)! is { Length: > 0 } signers)
            {
                Sign(gate, attempt, evidence, verdict, signers);
            }

            return verdict.Outcome switch { GateOutcome.Accepted => ExitCode.Done, GateOutcome.Pending => ExitCode.Pending, _ => ExitCode.Rejected };
        });
        return command;
    }

    private static void Draw(GateFolder gate, Lot lot, GatePolicy policy, string use, string author)
    {
        int last = gate.LatestAttempt;
        if (last > 0 && GateJudge.Decide(lot, gate.Read(last, lot)).Outcome != GateOutcome.Rejected)
        {
            throw new UsageException($"Attempt {last} is not rejected; only after a rejection is there another draw.");
        }

        if (policy.FindUse(use) is null)
        {
            throw new UsageException($"The policy \"{policy.Name}\" knows no use \"{use}\"; it has {string.Join(", ", policy.Uses.Select(u => u.Name))}.");
        }

        string nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DrawSeed.NonceBytes));
        gate.Create(GateDraw.Make(lot, policy, use, last + 1, author, nonce), policy);
    }

    private static void Show(GateVerdict verdict, GateEvidence evidence)
    {
        GateDraw draw = evidence.Draw;
        Console.WriteLine($"{char.ToUpperInvariant(VerdictDocument.Name(verdict.Outcome)[0])}{VerdictDocument.Name(verdict.Outcome)[1..]}: attempt {verdict.Attempt} for \"{draw.Use}\", consumer's risk {Percent(verdict.Risk)}, root hash {verdict.RootHash}");
        if (verdict.Strata.Length > 0)
        {
            Table strata = new Table().Border(TableBorder.Rounded).AddColumn("Stratum").AddColumn(new TableColumn("Variations").RightAligned()).AddColumn(new TableColumn("Drawn").RightAligned()).AddColumn(new TableColumn("Critical").RightAligned());
            foreach (StratumResult s in verdict.Strata)
            {
                strata.AddRow(Markup.Escape(s.Name), Text(s.Units), Text(s.Sample), Text(s.Critical));
            }

            AnsiConsole.Write(strata);
        }

        foreach (SeverityResult s in verdict.Severities.Where(_ => verdict.Missing.Reviews == 0))
        {
            Console.WriteLine($"{char.ToUpperInvariant(PolicyReader.Name(s.Severity)[0])}{PolicyReader.Name(s.Severity)[1..]} defects: {s.Frames} drawn frames, at most {Percent(s.Upper)} of the variations (limit {Percent(s.Limit)})");
        }

        foreach (RecallResult r in verdict.Recalls.Where(r => r.Planted > 0))
        {
            Console.WriteLine($"Planted {r.Kind}: {r.Caught} of {r.Planted} caught, recall at least {Percent(r.Lower)}");
        }

        foreach (GateReason reason in verdict.Reasons)
        {
            Console.WriteLine($"  {(reason.Stratum is null ? "" : reason.Stratum + ": ")}{reason.Message}");
        }

        Missing(verdict, evidence.Log);
    }

    private static void Missing(GateVerdict verdict, DecisionLog log)
    {
        MissingWork missing = verdict.Missing;
        if (verdict.Outcome != GateOutcome.Pending)
        {
            return;
        }

        int decisions = missing.Reviews + missing.Adjudications;
        string time = decisions == 0 ? "" : Pace.Today(log, DateTimeOffset.UtcNow) is { } pace
            ? $": {pace.For(decisions).TotalHours.ToString("0.0", CultureInfo.InvariantCulture)} h at today's pace ({pace.SecondsEach.ToString("0", CultureInfo.InvariantCulture)} s each, {pace.People} people)"
            : "; nobody has reviewed today, so there is no pace";
        Console.WriteLine($"Missing: {missing.Reviews} reviews, {missing.Adjudications} adjudications{time}");
        if (missing.Planted > 0)
        {
            Console.WriteLine($"Missing: {missing.Planted} planted frames");
        }

        foreach (string check in missing.Checks)
        {
            Console.WriteLine($"Missing: check \"{check}\" over every frame: sceneforge check DIR");
        }
    }

    private static void Sign(GateFolder gate, int attempt, GateEvidence evidence, GateVerdict verdict, string[] texts)
    {
        if (verdict.Outcome == GateOutcome.Pending)
        {
            throw new UsageException("A pending verdict is not signed.");
        }

        List<Signer> signers = [];
        try
        {
            foreach (string text in texts)
            {
                string[] parts = text.Split(':', 3);
                signers.Add(parts.Length == 3 && parts[1] is "author" or "reviewer" or "lead"
                    ? new Signer(parts[0], parts[1], SigningKey.OpenOrCreate(parts[2]))
                    : throw new UsageException($"--sign {text}: write NAME:ROLE:FILE with role author, reviewer or lead."));
            }

            gate.WriteCertificate(attempt, Certificate.Make(evidence, signers));
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

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
