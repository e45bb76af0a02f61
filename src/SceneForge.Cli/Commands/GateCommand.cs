using System.CommandLine;
using System.Security.Cryptography;
using SceneForge.Cli.Gating;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Review;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Sampling;
using SceneForge.Scenarios.Input;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge gate DIR [--draw --policy FILE --use NAME --author NAME [--against DIR] [--apart-from DIR]...] [--sign NAME:ROLE:KEYFILE]... [--override-collapse REASON]</c></summary>
internal static class GateCommand
{
    private const string NoTraining = "none";

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<bool> draw = new("--draw") { Description = "Seals the dataset and draws the sample; after a rejection, the next one." };
        Option<string> policy = new("--policy") { Description = "What the dataset must show.", DefaultValueFactory = _ => "policies/release.json" };
        Option<string> use = new("--use") { Description = "What the dataset is meant for, as the policy names it.", DefaultValueFactory = _ => "training" };
        Option<string> author = new("--author") { Description = "Who made the dataset, and so may not sign alone.", DefaultValueFactory = _ => Environment.UserName };
        Option<string?> against = new("--against") { Description = "The accepted version that this dataset follows and must not be narrower than." };
        Option<string[]> apartFrom = new("--apart-from") { Description = $"Training data, dataset or package, with which the dataset must share no seed and no variation; \"{NoTraining}\" if there is none.", DefaultValueFactory = _ => [] };
        Option<string?> overrides = new("--override-collapse") { Description = "Why a version may be narrower than the one before; the lead who signs answers for it." };
        Option<string[]> sign = new("--sign") { Description = "Signs the verdict: name, role (author, reviewer, lead) and key file, as NAME:ROLE:FILE. A key that is not there is made.", DefaultValueFactory = _ => [] };
        Option<string?> postgres = new("--postgres") { Description = "Connection string of the PostgreSQL database that holds the decisions, if review.db does not.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES") };
        Option<string?> spec = new("--spec") { Description = "The spec that made the dataset, for planted defects that are rendered; found by its hash in scenarios/ if not given." };
        Command command = new("gate", "Says whether a dataset may be packaged, what is missing for a verdict, and how long that takes. Exit code 0 accepted, 2 pending, 3 rejected.") { folder, draw, policy, use, author, against, apartFrom, sign, overrides, postgres, spec };
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
                    QuarantineGuard.RequireNone(path, parsed.GetValue(postgres));
                    Draw(gate, lot, PolicyReader.Read(parsed.GetValue(policy)!), new DrawRequest(path, parsed.GetValue(use)!, parsed.GetValue(author)!, parsed.GetValue(against), parsed.GetValue(apartFrom)!));
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
            string[] signers = parsed.GetValue(sign)!;
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

    private static void Draw(GateFolder gate, Lot lot, GatePolicy policy, DrawRequest request)
    {
        int last = gate.LatestAttempt;
        if (last > 0 && GateJudge.Decide(lot, gate.Read(last, lot)).Outcome != GateOutcome.Rejected)
        {
            throw new UsageException($"Attempt {last} is not rejected; only after a rejection is there another draw.");
        }

        IntendedUse use = policy.FindUse(request.Use)
            ?? throw new UsageException($"The policy \"{policy.Name}\" knows no use \"{request.Use}\"; it has {string.Join(", ", policy.Uses.Select(u => u.Name))}.");
        if (use.IsApartFromTraining && request.ApartFrom.Length == 0)
        {
            throw new UsageException($"For \"{use.Name}\" the dataset must be apart from training data: name each with --apart-from DIR, or say --apart-from {NoTraining}.");
        }

        string nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DrawSeed.NonceBytes));
        gate.Create(GateDraw.Make(lot, policy, use.Name, last + 1, request.Author, nonce) with { Against = PreviousRoot(request.Against), Separation = Separation(request) }, policy);
    }

    /// <exception cref="InputException">The folder holds no accepted version.</exception>
    private static string? PreviousRoot(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        string root = DatasetRoot.HashOf(folder);
        _ = GateClearance.Require(folder, root, trusted: null);
        return root;
    }

    private static TrainingSeparation? Separation(DrawRequest request) => request.ApartFrom switch
    {
        [] => null,
        [NoTraining] => TrainingSeparation.Of(request.Folder, []),
        _ => TrainingSeparation.Of(request.Folder, request.ApartFrom),
    };

    private static string LeadOf(string[] signers) => signers.Select(s => s.Split(':', 3)).FirstOrDefault(p => p.Length == 3 && p[1] == "lead")?[0]
        ?? throw new UsageException("--override-collapse: a lead answers for it and signs: add --sign NAME:lead:FILE.");

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

    /// <param name="Against">Folder of the version before, or null.</param>
    /// <param name="ApartFrom">Folders of training data, or <see cref="NoTraining"/>.</param>
    private sealed record DrawRequest(string Folder, string Use, string Author, string? Against, string[] ApartFrom);
}
