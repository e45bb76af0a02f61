using System.CommandLine;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Overrides;
using SceneForge.Production.Expansion;
using SceneForge.Cli.Terminal;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge sample SPEC [--variation N] [--set PATH=VALUE]...</c></summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Argument<string> spec = new("SPEC") { Description = "Scenario spec." };
        Option<int> variation = new("--variation") { Description = "Number of the variation, from 0." };
        Option<string[]> set = OverriddenSpec.CreateOption();
        Command command = new("sample", "Prints a variation as run would take it: the concrete scenario as JSON.") { spec, variation,
            set };
        command.SetAction((parsed, cancellation) =>
        {
            using OverriddenSpec overridden = OverriddenSpec.Open(parsed.GetValue(spec)!, parsed.GetValue(set) ?? [], Console.Error.WriteLine);
            return Task.FromResult(overridden.Read(() => Sample(overridden.Path, parsed.GetValue(variation), cancellation)));
        });
        return command;
    }

    private static int Sample(string specFile, int variation, CancellationToken cancellation)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new ProgramRenderers(1).Caster);
        if (variation < 0 || variation >= expansion.Spec.VariationCount)
        {
            throw new UsageException($"--variation {variation}: the spec has variations 0 to {expansion.Spec.VariationCount - 1}.");
        }

        Console.Write(SampledScenarioWriter.Write(expansion.Prepare(variation, cancellation).Scenario));
        return ExitCode.Done;
    }
}
