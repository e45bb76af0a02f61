using System.Collections.Immutable;
using System.CommandLine;
using SceneForge.Cli.Gating;
using SceneForge.Cli.Terminal;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;

namespace SceneForge.Cli.Commands;

/// <summary>
/// <c>sceneforge gate DIR [--draw [--rehearse] --policy FILE --use NAME --author NAME [--against DIR] [--apart-from DIR]...] [--sign
/// NAME:ROLE:KEYFILE]... [--override-collapse REASON]</c>
/// </summary>
internal static class GateCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<bool> draw = new("--draw") { Description = "Seals the dataset and draws the sample; after a rejection, the next one." };
        Option<bool> rehearse = new("--rehearse") { Description =
            "With --draw: draws although the verdict is sure to be a rejection, for people to practise on. It counts as an attempt." };
        Option<string> policy = new("--policy") { Description = "What the dataset must show.", DefaultValueFactory = _ => "policies/release.json" };
        Option<string> use = new("--use") { Description = "What the dataset is meant for, as the policy names it.",
            DefaultValueFactory = _ => "training" };
        Option<string> author = new("--author") { Description = "Who made the dataset, and so may not sign alone.",
            DefaultValueFactory = _ => Environment.UserName };
        Option<string?> against = new("--against") { Description = "The accepted version that this dataset follows and must not be narrower than." };
        Option<string[]> apartFrom = new("--apart-from") { Description =
            $"Training data, dataset or package, with which the dataset must share no seed and no variation; \"{NextDraw.NoTraining}\" if there is "
                + "none.", DefaultValueFactory = _ => [] };
        Option<string?> overrides = new("--override-collapse") { Description =
            "Why a version may be narrower than the one before; the lead who signs answers for it." };
        Option<string[]> sign = new("--sign") { Description =
            "Signs the verdict: name, role (author, reviewer, lead) and key file, as NAME:ROLE:FILE. A key that is not there is made.",
            DefaultValueFactory = _ => [] };
        Option<string?> postgres = new("--postgres") { Description =
            "Connection string of the PostgreSQL database that holds the decisions, if review.db does not.", DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES") };
        Option<string?> spec = new("--spec") { Description =
            "The spec that made the dataset, for planted defects that are rendered; found by its hash in scenarios/ if not given." };
        Command command = new("gate",
            "Says whether a dataset may be packaged, what is missing for a verdict, and how long that takes. Exit code 0 accepted, 2 pending, 3 "
                + "rejected.") { folder, draw, rehearse, policy, use, author, against, apartFrom, sign, overrides, postgres, spec };
        command.SetAction(async parsed =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            NamedKey[] signers = [.. parsed.GetValue(sign)!.Select(NamedKey.Parse)];
            if (parsed.GetValue(draw))
            {
                PersonOption.Require("--author", parsed.GetValue(author)!);
            }
            else
            {
                RequireDraw(parsed, rehearse, policy, use, author, against, apartFrom, spec);
            }

            Lot lot = DatasetLot.Open(path);
            GateFolder gate = new(path);
            if (parsed.GetValue(draw))
            {
                // A draw whose queue was not finished is taken up again.
                if (gate.LatestAttempt > 0 && !gate.HasQueue(gate.LatestAttempt))
                {
                    RequireSame(
                        gate.Read(gate.LatestAttempt, lot),
                        IsGiven(parsed, use) ? parsed.GetValue(use) : null,
                        IsGiven(parsed, author) ? parsed.GetValue(author) : null,
                        IsGiven(parsed, policy) ? parsed.GetValue(policy) : null);
                }
                else
                {
                    QuarantineGuard.RequireNone(path, parsed.GetValue(postgres));
                    GatePolicy read = PolicyReader.Read(parsed.GetValue(policy)!, DatasetChecks.Names);
                    GateDraw next = new NextDraw(path, gate, lot, read)
                        .Make(parsed.GetValue(use)!, parsed.GetValue(author)!, parsed.GetValue(against), parsed.GetValue(apartFrom)!);
                    ImmutableArray<GateReason> hopeless = GateJudge.Hopeless(lot, read, next, StoredChecks.TryRead(path, lot)
                        ?? CheckEvidence.None(lot));
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
                if (signers.Length > 0 || parsed.GetValue(overrides) is not null)
                {
                    throw new UsageException("Nothing was drawn yet, so there is no verdict to sign. Draw with: sceneforge gate DIR --draw");
                }

                Console.WriteLine("Pending: nothing was drawn yet. Seal the dataset and draw with: sceneforge gate DIR --draw");
                return ExitCode.Pending;
            }

            GateReview.Collect(gate, attempt, lot, path, parsed.GetValue(postgres));
            GateEvidence evidence = gate.Read(attempt, lot);
            if (parsed.GetValue(overrides) is { } reason)
            {
                evidence = evidence.Collapse.IsEmpty
                    ? throw new UsageException("--override-collapse: nothing got narrower, so there is nothing to answer for.")
                    : evidence with { Override = new CollapseOverride(VerdictSigning.LeadOf(signers), reason) };
            }

            GateVerdict verdict = GateJudge.Decide(lot, evidence);
            VerdictTable.Show(lot, verdict, evidence);
            if (signers.Length > 0)
            {
                VerdictSigning.Sign(gate, attempt, evidence, verdict, signers);
            }

            return verdict.Outcome switch { GateOutcome.Accepted => ExitCode.Done, GateOutcome.Pending => ExitCode.Pending, _ => ExitCode.Rejected };
        });
        return command;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    // What speaks of a draw would be ignored without a word where there is none.
    private static void RequireDraw(ParseResult parsed, params Option[] ofDraw)
    {
        string[] given = [.. ofDraw.Where(o => IsGiven(parsed, o)).Select(o => o.Name)];
        if (given.Length > 0)
        {
            throw new UsageException($"{string.Join(", ", given)} {(given.Length == 1 ? "counts" : "count")} for a draw alone: add --draw, or "
                + $"leave {(given.Length == 1 ? "it" : "them")} out. What was drawn keeps its policy and use.");
        }
    }

    private static void RequireSame(GateEvidence drawn, string? use, string? author, string? policy)
    {
        string? other = use is not null && use != drawn.Draw.Use ? $"for the use \"{drawn.Draw.Use}\""
            : author is not null && author != drawn.Draw.Author ? $"by the author \"{drawn.Draw.Author}\""
            : policy is not null && PolicyReader.Read(policy, DatasetChecks.Names).Canonical != drawn.Policy.Canonical
                ? $"under another policy, \"{drawn.Policy.Name}\""
            : null;
        if (other is not null)
        {
            throw new UsageException($"Attempt {drawn.Draw.Attempt} was drawn {other}, and its queue is not finished. Finish it with: sceneforge "
                + "gate DIR --draw");
        }
    }
}
