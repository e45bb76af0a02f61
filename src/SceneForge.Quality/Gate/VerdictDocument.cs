using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;

namespace SceneForge.Quality.Gate;

/// <summary>A verdict as JSON.</summary>
public static class VerdictDocument
{
    private static readonly string[] Outcomes = ["accepted", "pending", "rejected"];
    private static readonly string[] Causes = ["evidence", "checks", "lot", "defects", "recall", "undecided"];

    /// <summary>An outcome as files and people write it.</summary>
    public static string Name(GateOutcome outcome) => Outcomes[(int)outcome];

    public static JObject Write(GateVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new JObject
        {
            ["outcome"] = Name(verdict.Outcome),
            ["root"] = verdict.RootHash,
            ["draw"] = verdict.DrawSha256,
            ["attempt"] = verdict.Attempt,
            ["consumers_risk"] = verdict.Risk,
            ["reasons"] = new JArray(verdict.Reasons.Select(r => new JObject { ["cause"] = Causes[(int)r.Cause], ["message"] = r.Message,
                ["stratum"] = r.Stratum })),
            ["missing"] = new JObject
            {
                ["reviews"] = verdict.Missing.Reviews,
                ["adjudications"] = verdict.Missing.Adjudications,
                ["planted"] = verdict.Missing.Planted,
                ["checks"] = new JArray(verdict.Missing.Checks),
                ["comparison"] = verdict.Missing.Comparison,
                ["collapse"] = new JArray(verdict.Missing.Collapse),
            },
            ["strata"] = new JArray(verdict.Strata.Select(s => new JObject { ["name"] = s.Name, ["units"] = s.Units, ["sample"] = s.Sample,
                ["critical"] = s.Critical, ["escape"] = s.Escape })),
            ["severities"] = new JArray(verdict.Severities.Select(s =>
                new JObject { ["severity"] = SeverityNames.Of(s.Severity), ["frames"] = s.Frames, ["estimate"] = s.Estimate, ["upper"] = s.Upper,
                ["limit"] = s.Limit })),
            ["recalls"] = new JArray(verdict.Recalls.Select(r => new JObject { ["kind"] = r.Kind, ["planted"] = r.Planted, ["caught"] = r.Caught,
                ["lower"] = r.Lower })),
            ["false_alarms"] = new JObject { ["controls"] = verdict.FalseAlarms.Controls, ["rejected"] = verdict.FalseAlarms.Rejected,
                ["upper"] = verdict.FalseAlarms.Upper },
            ["agreement"] = new JObject
            {
                ["frames"] = verdict.Agreement.Frames,
                ["observed"] = verdict.Agreement.Observed,
                ["kappa"] = verdict.Agreement.Kappa,
                ["positive"] = verdict.Agreement.PositiveAgreement,
                ["ac1"] = verdict.Agreement.Ac1,
                ["alpha"] = verdict.Agreement.Alpha,
                ["unseen"] = verdict.Agreement.Unseen,
            },
            ["diversity"] = GateDocuments.Write(verdict.Diversity),
        };
    }
}
