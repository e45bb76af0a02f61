using System.Globalization;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;
using SceneForge.Quality.Checks;
using Spectre.Console;

namespace SceneForge.Cli.Gating;

/// <summary>A verdict and what is missing for it, on the terminal.</summary>
internal static class VerdictTable
{
    public static void Show(Lot lot, GateVerdict verdict, GateEvidence evidence)
    {
        GateDraw draw = evidence.Draw;
        Console.WriteLine($"{char.ToUpperInvariant(VerdictDocument.Name(verdict.Outcome)[0])}{VerdictDocument.Name(verdict.Outcome)[1..]}: attempt "
            + $"{verdict.Attempt} for \"{draw.Use}\", consumer's risk {Percent(verdict.Risk)}, root hash {verdict.RootHash}");
        if (verdict.Strata.Length > 0)
        {
            Table strata = new Table().Border(TableBorder.Rounded).AddColumn("Stratum").AddColumn(new TableColumn("Variations").RightAligned())
                .AddColumn(new TableColumn("Drawn").RightAligned()).AddColumn(new TableColumn("Critical").RightAligned());
            foreach (StratumResult s in verdict.Strata)
            {
                strata.AddRow(Markup.Escape(s.Name), Text(s.Units), Text(s.Sample), Text(s.Critical));
            }

            AnsiConsole.Write(strata);
        }

        foreach (SeverityResult s in verdict.Severities.Where(_ => verdict.Missing.Reviews == 0))
        {
            Console.WriteLine($"{char.ToUpperInvariant(SeverityNames.Of(s.Severity)[0])}{SeverityNames.Of(s.Severity)[1..]} defects: {s.Frames} "
                + $"drawn frames, at most {Percent(s.Upper)} of the variations (limit {Percent(s.Limit)})");
        }

        foreach (RecallResult r in verdict.Recalls.Where(r => r.Planted > 0))
        {
            Console.WriteLine($"Planted {r.Kind}: {r.Caught} of {r.Planted} caught, recall at least {Percent(r.Lower)}");
        }

        Diversity(verdict.Diversity, draw, evidence.Override);
        if (draw.Separation is { } separation)
        {
            Console.WriteLine(separation.Compared.IsEmpty
                ? "Training data: none, by its author's word"
                : $"Training data: shares no seed and no variation with {separation.Compared.Length} datasets of "
                    + $"{Text(separation.Compared.Sum(c => c.Variations))} variations");
        }

        foreach (GateReason reason in verdict.Reasons)
        {
            Console.WriteLine(Line(reason));
            if (reason is { Stratum: { } stratum, Cause: RejectionCause.Defects })
            {
                Console.WriteLine($"    Quarantine, and make again: variations {Ranges(draw.VariationsOf(stratum, lot, evidence.Policy))}");
            }
        }

        Missing(verdict, evidence.Log);
    }

    /// <summary>Why nothing is drawn.</summary>
    public static void ShowHopeless(IEnumerable<GateReason> reasons, int attempt)
    {
        Console.WriteLine("Rejected, and nothing is drawn: no review could change the verdict.");
        foreach (GateReason reason in reasons)
        {
            Console.WriteLine(Line(reason));
        }

        Console.WriteLine($"To draw all the same, for people to practise on: --draw --rehearse. It counts as attempt {attempt}.");
    }

    private static string Line(GateReason reason) => $"  {(reason.Stratum is null ? "" : reason.Stratum + ": ")}{reason.Message}";

    private static void Diversity(DiversityEvidence? diversity, GateDraw draw, CollapseOverride? own)
    {
        if (diversity is null)
        {
            return;
        }

        bool isCompared = diversity.Before is not null;
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Diversity").AddColumn(new TableColumn("This version").RightAligned());
        if (isCompared)
        {
            table.AddColumn(new TableColumn("Before").RightAligned());
        }

        foreach (string facet in diversity.Now.Entropy.Keys)
        {
            Row($"{facet}, bits", f => f.Entropy.GetValueOrDefault(facet).ToString("0.00", CultureInfo.InvariantCulture));
        }

        Row("filled cells", f => Text(f.FilledCells));
        Row("tail cells", f => Text(f.TailCells));
        Row("near-duplicates", f => f.NearDuplicates.ToString("N0", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
        if (draw.Against is null)
        {
            Console.WriteLine("A first version: there is none before to compare it with.");
        }

        if (own is not null)
        {
            Console.WriteLine($"{own.Name} answers for what got narrower: {own.Reason}");
        }

        void Row(string name, Func<DiversityFigures, string> value) =>
            table.AddRow(isCompared
                ? [Markup.Escape(name), value(diversity.Now), value(diversity.Before!)]
                : [Markup.Escape(name), value(diversity.Now)]);
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
            ? $": {pace.For(decisions).TotalHours.ToString("0.0", CultureInfo.InvariantCulture)} h at today's pace "
                + $"({pace.SecondsEach.ToString("0", CultureInfo.InvariantCulture)} s each, {pace.People} people)"
            : "; nobody has reviewed today, so there is no pace";
        Console.WriteLine($"Missing: {missing.Reviews} reviews, {missing.Adjudications} adjudications{time}");
        if (missing.Planted > 0)
        {
            Console.WriteLine($"Missing: {missing.Planted} planted frames");
        }

        foreach (string check in missing.Checks)
        {
            string mend = DatasetChecks.NotRun.TryGetValue(check, out string? reason) ? $" ({reason})" : "";
            Console.WriteLine($"Missing: check \"{check}\" over every frame: sceneforge check DIR{mend}");
        }

        if (missing.Comparison)
        {
            Console.WriteLine("Missing: the comparison with the version before: sceneforge check DIR --against OLD");
        }

        foreach (string sentence in missing.Collapse)
        {
            Console.WriteLine($"Blocked: {sentence}");
        }

        if (missing.Collapse.Length > 0)
        {
            Console.WriteLine("A lead may answer for that: sceneforge gate DIR --sign NAME:lead:FILE --override-collapse REASON");
        }
    }

    // 0-3, 7, 9-12
    private static string Ranges(IEnumerable<int> ascending)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(", ", ranges.Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}-{r.Last}"));
    }

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
