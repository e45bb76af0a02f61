using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class DrawTests
{
    [Fact]
    public void The_draw_follows_from_its_description_alone()
    {
        Lot lot = GateCase.Lot();
        GateDraw draw = GateDraw.Make(lot, GateCase.Policy(), "training", 1, "ada", GateCase.Nonce);

        // Anew from docs/gate.md, sharing no code with the draw.
        byte[] seed = SHA256.HashData([.. Convert.FromHexString(lot.RootHash), .. Convert.FromHexString(GateCase.Nonce)]);
        BigInteger H(string text) => new(SHA256.HashData([.. seed, .. Encoding.UTF8.GetBytes(text)]), isUnsigned: true, isBigEndian: true);
        List<(BigInteger Rank, int Variation)> drawn = [];
        foreach (var stratum in lot.Units.GroupBy(u => $"{u.Facets[1]}, {u.Facets[2]}"))
        {
            int size = draw.Strata.Single(s => s.Name == stratum.Key).Sample;
            drawn.AddRange(stratum.Select(u => (H($"unit/{u.Variation}"), u.Variation)).Order().Take(size));
        }

        drawn.Sort();
        Assert.Equal(drawn.Select(d => d.Variation), draw.Items.Select(i => i.Variation));
        int[] twice = [.. drawn.OrderBy(d => H($"second/{d.Variation}")).Take((drawn.Count + 4) / 5).Select(d => d.Variation)];
        foreach (DrawnItem item in draw.Items)
        {
            int frame = (int)(H($"frame/{item.Variation}") % lot.Units[item.Variation].Frames);
            Assert.Equal((frame, GateCase.FrameHash(item.Variation, frame)), (item.Frame, item.FrameSha256));
            Assert.Equal(H($"item/drawn/{item.Variation}").ToString("x64", CultureInfo.InvariantCulture)[^64..][..32], item.Item);
            Assert.Equal(twice.Contains(item.Variation) ? 2 : 1, item.Reviews);
        }

        Assert.True(draw.Items.Length > 50);
    }

    [Fact]
    public void The_python_of_the_documentation_makes_the_same_draw()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "gate.md"));
        const string fence = "```python\n";
        int start = page.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        string script = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        GateDraw draw = GateDraw.Make(GateCase.Lot(), GateCase.Policy(), "training", 1, "ada", GateCase.Nonce);
        string strata = string.Join(", ", draw.Strata.Select((s, i) =>
            $"({s.Sample}, [{string.Join(", ", GateCase.Lot().Units.Where(u => $"{u.Facets[1]}, {u.Facets[2]}" == s.Name)
                .Select(u => $"({u.Variation}, {u.Frames})"))}])"));
        string call = $"\nfor row in draw(\"{GateCase.Root}\", \"{GateCase.Nonce}\", 0.2, [{strata}]): print(*row)\n";
        using Process? python = TryStart(script + call);
        if (python is null)
        {
            // No Python here: the script was at least found, and the test above has the algorithm.
            Assert.Contains("def draw(", script, StringComparison.Ordinal);
            return;
        }

        string output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(string.Concat(draw.Items.Select(i => $"{i.Item} {i.Variation} {i.Frame} {i.Reviews}\n")),
            output.Replace("\r", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_order_nor_later_variations_of_other_strata_change_a_stratums_draw()
    {
        Lot lot = GateCase.Lot();
        string draw = GateDocuments.Sha256(GateDraw.Make(lot, GateCase.Policy(), "training", 1, "ada", GateCase.Nonce));
        Lot shuffled = lot with { Units = [.. lot.Units.OrderBy(u => GateCase.Sha($"{u.Variation}"))] };
        Assert.Equal(draw, GateDocuments.Sha256(GateDraw.Make(shuffled, GateCase.Policy(), "training", 1, "ada", GateCase.Nonce)));
        Assert.NotEqual(draw, GateDocuments.Sha256(GateDraw.Make(lot, GateCase.Policy(), "training", 1, "ada", GateCase.Sha("other"))));
    }

    [Fact]
    public void Every_variation_of_a_stratum_is_drawn_as_often_as_any_other()
    {
        Lot lot = GateCase.Lot();
        int[] hits = new int[lot.Units.Length];
        const int rounds = 200;
        GateDraw draw = null!;
        for (int i = 0; i < rounds; i++)
        {
            draw = GateDraw.Make(lot, GateCase.Policy(), "training", 1, "ada", GateCase.Sha($"nonce {i}"));
            foreach (DrawnItem item in draw.Items)
            {
                hits[item.Variation]++;
            }
        }

        // Sum of squared deviations over variance: chi-squared, 5 deviations wide.
        double chi = lot.Units.Sum(u =>
        {
            DrawnStratum s = draw.Strata.Single(x => x.Name == $"{u.Facets[1]}, {u.Facets[2]}");
            double p = (double)s.Sample / s.Units;
            return p == 1 ? 0 : Math.Pow(hits[u.Variation] - rounds * p, 2) / (rounds * p * (1 - p)) * (s.Units - 1.0) / s.Units;
        });
        int freedom = draw.Strata.Where(s => s.Sample < s.Units).Sum(s => s.Units - 1);
        Assert.True(freedom > 80);
        Assert.InRange(chi, freedom - 5 * Math.Sqrt(2 * freedom), freedom + 5 * Math.Sqrt(2 * freedom));
    }

    [Fact]
    public void Strata_collapse_to_few_large_ones_that_hold_everything_once()
    {
        string[] weathers = ["dry", "wet", "rain", "fog"];
        LotUnit[] units = [.. Enumerable.Range(0, 600).Select(v => new LotUnit(v, 5,
            [$"s{v % 5}", v % 11 == 0 ? "night" : "day", weathers[v % 4], "front"]))];
        var strata = Strata.Of(units, Facet.Names, 8, n => n >= 40);
        Assert.InRange(strata.Length, 2, 8);
        Assert.All(strata, s => Assert.True(s.Units.Length >= 40));
        Assert.Equal(Enumerable.Range(0, 600), strata.SelectMany(s => s.Units).Select(u => u.Variation).Order());
        Assert.Equal(strata.Select(s => s.Name), Strata.Of(units.Reverse(), Facet.Names, 8, n => n >= 40).Select(s => s.Name));
        // Merged strata keep something in common: nights end with nights.
        Assert.Contains(strata, s => s.Cells.All(c => c.Contains("night", StringComparison.Ordinal)));
        Assert.Single(Strata.Of(units[..10], Facet.Names, 8, _ => false));
    }

    [Fact]
    public void Hosts_of_planted_defects_are_never_the_drawn_frames()
    {
        Lot lot = GateCase.Lot();
        GateDraw draw = GateDraw.Make(lot, GateCase.Policy(), "training", 1, "ada", GateCase.Nonce);
        HashSet<(int, int)> frames = [.. draw.Items.Select(i => (i.Variation, i.Frame))];
        HashSet<int> variations = [.. draw.Items.Select(i => i.Variation)];
        (int Variation, int Frame)[] hosts = [.. draw.Hosts(lot).Take(3 * lot.Units.Length)];
        Assert.All(hosts, h => Assert.DoesNotContain(h, frames));
        Assert.All(hosts.Take(lot.Units.Length - draw.Items.Length), h => Assert.DoesNotContain(h.Variation, variations));
        Assert.All(hosts, h => Assert.InRange(h.Frame, 0, lot.Units[h.Variation].Frames - 1));
    }

    [Fact]
    public void Higher_stakes_never_draw_less_even_where_they_join_strata()
    {
        string[] lights = ["day", "twilight", "night"];
        GatePolicy policy = PolicyReader.Read(Repository.PathOf("policies", "release.json"));
        int cases = 0;
        foreach (int variations in (int[])[60, 200, 420, 900, 3000])
        {
            Lot lot = new(GateCase.Root, [.. Enumerable.Range(0, variations)
                .Select(v => new LotUnit(v, 5, ["s", lights[v % 7 / 3], v % 4 == 0 ? "rain" : "dry", "front"]))], GateCase.FrameHash);
            int low = GateDraw.Make(lot, policy, "training", 1, "ada", GateCase.Nonce).Items.Length;
            GateDraw high = GateDraw.Make(lot, policy, "evaluation", 1, "ada", GateCase.Nonce);
            Assert.InRange(low, 1, high.Items.Length);
            Assert.Equal(high.Items.Length, high.Strata.Sum(s => s.Sample));
            cases++;
        }

        Assert.Equal(5, cases);
    }

    [Fact]
    public void Higher_stakes_never_draw_less()
    {
        GatePolicy policy = PolicyReader.Read(Repository.PathOf("policies", "release.json"));
        int cases = 0;
        foreach (int[] units in (int[][])[[50], [400], [2000], [5000, 300], [1000, 900, 100, 60], [100000, 40]])
        {
            foreach (int attempt in (int[])[1, 2, 5])
            {
                double risk = SceneForge.Quality.Statistics.Attempt.Risk(attempt);
                int[] last = new int[units.Length];
                for (int level = 1; level <= policy.Levels.Length; level++)
                {
                    int[] sizes = SampleSizes.Fixed(units, policy.Levels[..level], risk);
                    Assert.All(sizes.Zip(last), s => Assert.True(s.First >= s.Second));
                    Assert.All(sizes.Zip(units), s => Assert.True(s.First <= s.Second));
                    last = sizes;
                    cases++;
                }
            }
        }

        Assert.Equal(36, cases);
    }

    private static Process? TryStart(string script)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-c", script }, RedirectStandardOutput = true,
                UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
