using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;
using Xunit;

namespace SceneForge.Tests.Gate;

/// <summary>Whatever is dropped from or altered in the evidence of an accepted dataset: it is never accepted again.</summary>
public sealed class GateMutationTests
{
    private static readonly Lot Lot = GateCase.Lot();
    private static readonly GateEvidence Good = GateCase.Evidence(Lot, GateCase.Policy());

    private int _mutants;

    [Fact]
    public void A_dropped_or_altered_check_is_refused()
    {
        CheckEvidence checks = Good.Checks;
        foreach (CheckRun run in checks.Runs)
        {
            Refused(checks with { Runs = checks.Runs.Remove(run) });
            Refused(checks with { Runs = checks.Runs.Replace(run, run with { Failures = 1 }) });
            Refused(checks with { Runs = checks.Runs.Replace(run, run with { Frames = run.Frames - 1 }) });
            Refused(checks with { Runs = checks.Runs.Replace(run, run with { Name = "other" }) });
        }

        Refused(checks with { RootHash = GateCase.Sha("other") });
        Refused(checks with { Frames = checks.Frames + 1 });
        Assert.Equal(10, _mutants);

        void Refused(CheckEvidence mutant) => this.Refused(Lot, Good with { Checks = mutant });
    }

    [Fact]
    public void A_dropped_or_altered_frame_of_the_draw_is_refused_even_when_the_log_is_opened_anew_for_it()
    {
        GateDraw draw = Good.Draw;
        for (int i = 0; i < draw.Items.Length; i++)
        {
            DrawnItem item = draw.Items[i];
            LotUnit other = Lot.Units.First(u => draw.Items.All(x => x.Variation != u.Variation));
            ImmutableArray<DrawnItem>[] mutants =
            [
                draw.Items.RemoveAt(i),
                draw.Items.SetItem(i, item with { Frame = item.Frame + 1 }),
                draw.Items.SetItem(i, item with { FrameSha256 = GateCase.Sha("other") }),
                draw.Items.SetItem(i, item with { Variation = other.Variation }),
                draw.Items.SetItem(i, item with { Reviews = 3 - item.Reviews }),
                draw.Items.SetItem(i, draw.Items[(i + 1) % draw.Items.Length]),
            ];
            foreach (ImmutableArray<DrawnItem> mutant in i % 10 == 0 ? mutants : mutants[..1])
            {
                Refused(Lot, Relogged(draw with { Items = mutant }));
            }
        }

        Refused(Lot, Relogged(draw with { Attempt = 2 }));
        Refused(Lot, Relogged(draw with { Nonce = GateCase.Sha("other") }));
        Refused(Lot, Relogged(draw with { RootHash = GateCase.Sha("other") }));
        Refused(Lot, Relogged(draw with { PolicySha256 = GateCase.Sha("other") }));
        Refused(Lot, Relogged(draw with { Use = "nothing" }));
        Refused(Lot, Relogged(draw with { Strata = draw.Strata.RemoveAt(0) }));
        Refused(Lot, Relogged(draw with { Strata = draw.Strata.SetItem(0, draw.Strata[0] with { Units = draw.Strata[0].Units - 1 }) }));
        Refused(Lot, Relogged(draw with { Strata = draw.Strata.SetItem(0, draw.Strata[0] with { Sample = draw.Strata[0].Sample - 1 }) }));
        Refused(Lot, Good with { Draw = draw with { Author = "eve" } });
        Assert.True(_mutants > draw.Items.Length + 50);
    }

    [Fact]
    public void A_dataset_that_was_changed_after_the_draw_is_refused()
    {
        Refused(Lot with { RootHash = GateCase.Sha("other") }, Good);
        DrawnItem item = Good.Draw.Items[3];
        Refused(Lot with { FrameHash = (v, f) => v == item.Variation && f == item.Frame ? GateCase.Sha("edited") : GateCase.FrameHash(v, f) }, Good);
        Refused(Lot with { Units = Lot.Units.RemoveAt(Good.Draw.Items[0].Variation) }, Good);
        Refused(Lot with { Units = Lot.Units.Add(GateCase.Unit(100_000)) }, Good);
        Refused(Lot with { Units = Lot.Units.SetItem(item.Variation,
            Lot.Units[item.Variation] with { Facets = ["crossing", "twilight", "fog", "front"] }) }, Good);
        Assert.Equal(5, _mutants);
    }

    [Fact]
    public void A_dropped_or_altered_decision_is_refused_even_when_the_chain_is_forged()
    {
        ImmutableArray<LogRecord> records = Good.Log.Records;
        for (int i = 0; i < records.Length; i++)
        {
            // Cut from the file: the chain breaks. Chained anew: the store's head differs. With a forged head: a review is missing.
            string[] lines = [.. Good.Log.Lines.Where((_, n) => n != i + 1)];
            if (i < records.Length - 1)
            {
                InputError error = Assert.Throws<InputException>(() => DecisionLog.Parse("log", Bytes(lines))).Errors[0];
                Assert.Equal(i + 2, error.Line);
                _mutants++;
            }
            else
            {
                Refused(Lot, Good with { Log = DecisionLog.Parse("log", Bytes(lines)) });
            }

            DecisionLog forged = DecisionLog.Open(Good.Log.DrawSha256).With(records.RemoveAt(i));
            if (i % 7 == 0)
            {
                Refused(Lot, Good with { Log = forged });
                Refused(Lot, Good with { Log = forged, Head = forged.Head });
                Decision decision = (Decision)records[i];
                Forged(records.SetItem(i, decision with { FrameSha256 = GateCase.Sha("other bytes") }));
                Forged(records.SetItem(i, decision with { Item = GateCase.Sha("other")[..32] }));
                Forged(records.SetItem(i, decision with { Reviewer = "" }));
                Forged(records.Add(new Retraction(decision.Reviewer, default, i + 1)));
                Forged(records.Add(new Retraction("eve", default, i + 1)));
                Forged(records.SetItem(i, decision with { Verdict = ReviewVerdict.Reject,
                    Defects = [new Defect("box_shifted", Severity.Minor, DefectPlace.WholeFrame)] }));
                Forged(records.SetItem(i, decision with { Verdict = ReviewVerdict.Reject,
                    Defects = [new Defect("unheard_of", Severity.Minor, DefectPlace.WholeFrame)] }));
            }
        }

        Assert.True(_mutants > 2 * records.Length);

        void Forged(ImmutableArray<LogRecord> mutant)
        {
            DecisionLog log = DecisionLog.Open(Good.Log.DrawSha256).With(mutant);
            Refused(Lot, Good with { Log = log, Head = log.Head });
        }
    }

    [Fact]
    public void Every_changed_byte_of_a_log_is_found_on_its_line()
    {
        byte[] bytes = Good.Log.ToBytes();
        int found = 0;
        for (int i = 0; i < bytes.Length; i += 97)
        {
            byte[] mutant = [.. bytes];
            mutant[i] ^= 1;
            InputException? e = Record.Exception(() => DecisionLog.Parse("log", mutant)) as InputException;
            Assert.True(e is not null, $"byte {i}");
            int line = 1 + bytes.AsSpan(0, i).Count((byte)'\n');
            // A line feed that became another character joins two lines; the upper one is named.
            Assert.InRange(e.Errors[0].Line, line, line + (mutant[i] == (byte)'\n' ? 1 : 0));
            found++;
        }

        Assert.True(found > 300);
    }

    [Fact]
    public void Planted_frames_that_were_dropped_added_or_moved_are_refused()
    {
        for (int i = 0; i < Good.Planted.Length; i++)
        {
            Refused(Lot, Good with { Planted = Good.Planted.RemoveAt(i) });
            PlantedItem p = Good.Planted[i];
            if (p.Kind is not null)
            {
                Refused(Lot, Good with { Planted = Good.Planted.SetItem(i, p with { Kind = "depth_wrong" }) });
            }

            Refused(Lot, Good with { Planted = Good.Planted.SetItem(i, p with { FrameSha256 = GateCase.Sha("x") }) });
            Refused(Lot, Good with { Planted = Good.Planted.SetItem(i,
                p with { Variation = Good.Draw.Items[0].Variation, Frame = Good.Draw.Items[0].Frame }) });
        }

        Refused(Lot, Good with { Planted = [.. Good.Planted.Select(p => p with { Reviews = 2 })] });
        Assert.Equal(4 * Good.Planted.Length - 5 + 1, _mutants);
    }

    [Fact]
    public void Every_altered_part_of_a_certificate_is_named()
    {
        using SigningKey key = SigningKey.Create();
        byte[] good = Certificate.Make(Good, [new Signer("lea", "lead", key)]);
        CertificateReport report = CertificateVerifier.Verify("c.json", good, new HashSet<string> { key.Fingerprint }, GateCase.Root);
        Assert.Empty(report.Findings);
        Assert.Equal(("accepted", GateCase.Root, ("lea", "lead", key.Fingerprint)), (report.Outcome, report.RootHash, Assert.Single(report.Signers)));

        JObject root = GateCase.Object(good);
        string[] paths = [.. root.Descendants().OfType<JValue>().Select(v => v.Path)];
        int tried = 0;
        for (int i = 0; i < paths.Length; i += paths[i].StartsWith("body.log", StringComparison.Ordinal)
            || paths[i].StartsWith("body.draw.items", StringComparison.Ordinal) || paths[i].StartsWith("digests", StringComparison.Ordinal)
            || paths[i].StartsWith("body.planted", StringComparison.Ordinal) ? 23 : 1)
        {
            JObject mutant = (JObject)root.DeepClone();
            JValue value = (JValue)mutant.SelectToken(paths[i])!;
            string pointer = PointerOf(value);
            value.Value = value.Type switch
            {
                JTokenType.Integer => (long)value + 1,
                JTokenType.Float => (double)value / 2,
                JTokenType.Boolean => !(bool)value,
                JTokenType.Null => "x",
                _ => Flip((string)value!),
            };
            CertificateReport altered = CertificateVerifier.Verify("c.json",
                Encoding.UTF8.GetBytes(mutant.ToString(Newtonsoft.Json.Formatting.None)));
            Assert.True(altered.Findings.Any(f => pointer.StartsWith(f.Pointer, StringComparison.Ordinal)
                || (pointer.StartsWith("/digests", StringComparison.Ordinal)
                && f.Pointer == "/body" + pointer[9..].Replace("~1", "/", StringComparison.Ordinal))),
                $"{pointer}: {string.Join("; ", altered.Findings)}");
            tried++;
        }

        Assert.True(tried > 100, $"{tried}");
    }

    [Fact]
    public void A_certificate_is_refused_when_everything_about_a_vote_was_written_anew_but_the_signature()
    {
        using SigningKey key = SigningKey.Create();
        JObject root = GateCase.Object(Certificate.Make(Good, [new Signer("lea", "lead", key)]));
        JObject body = (JObject)root["body"]!;

        // Somebody drops the last vote and the digests of it, consistently.
        ((JArray)body["log"]!).Last!.Remove();
        root["digests"] = Certificate.Digests(body);
        CertificateReport report = Verify(root);
        Assert.Contains(report.Findings, f => f.Pointer == "/signatures/0");
        Assert.Contains(report.Findings, f => f.Pointer.StartsWith("/body/verdict", StringComparison.Ordinal));

        // And signs with a key of their own.
        using SigningKey own = SigningKey.Create();
        JObject signature = (JObject)root["signatures"]![0]!;
        signature["key"] = own.PublicKey;
        signature["signature"] = own.Sign(Certificate.Message("lea", "lead", own.PublicKey, body, root["digests"]!));
        Assert.Contains(Verify(root).Findings, f => f.Pointer == "/body/verdict/outcome");
        Assert.Contains(CertificateVerifier.Verify("c.json", Encoding.UTF8.GetBytes(root.ToString()), new HashSet<string> { key.Fingerprint })
            .Findings, f => f.Pointer == "/signatures/0/key");
        Assert.Contains(CertificateVerifier.Verify("c.json", Encoding.UTF8.GetBytes(root.ToString()), null, GateCase.Sha("other")).Findings, f =>
            f.Pointer == "/body/draw/root");

        static CertificateReport Verify(JObject certificate) => CertificateVerifier.Verify("c.json", Encoding.UTF8.GetBytes(certificate.ToString()));
    }

    private void Refused(Lot lot, GateEvidence mutant)
    {
        GateVerdict verdict = GateJudge.Decide(lot, mutant);
        Assert.NotEqual(GateOutcome.Accepted, verdict.Outcome);
        Assert.True(verdict.Reasons.Length > 0 || !verdict.Missing.IsNone);
        _mutants++;
    }

    // A log for the altered draw, as somebody who holds the server could write it.
    private static GateEvidence Relogged(GateDraw draw)
    {
        DecisionLog log = DecisionLog.Open(GateDocuments.Sha256(draw)).With(Good.Log.Records);
        return Good with { Draw = draw, Log = log, Head = log.Head };
    }

    private static string PointerOf(JToken token)
    {
        List<string> parts = [];
        for (JToken at = token; at.Parent is { } parent; at = parent)
        {
            if (at is JProperty property)
            {
                parts.Add(JsonNode.Escape(property.Name));
            }
            else if (parent is JArray array)
            {
                parts.Add($"{array.IndexOf(at)}");
            }
        }

        parts.Reverse();
        return "/" + string.Join('/', parts);
    }

    private static string Flip(string text) => text.Length == 0 ? "x" : (text[0] == '1' ? '2' : '1') + text[1..];

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
}
