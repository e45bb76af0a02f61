using System.CommandLine;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Packaging;
using SceneForge.Packaging.Output;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge verify DIR</c>, <c>sceneforge verify CERTIFICATE [--dataset DIR] [--trust FINGERPRINT]...</c></summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of a dataset or package, or file of a certificate." };
        Option<string?> dataset = new("--dataset") { Description = "The dataset that a certificate should speak of." };
        Option<string[]> trust = new("--trust") { Description =
            "Fingerprint of a key whose signature on a certificate counts; all count if none is given.", DefaultValueFactory = _ => [] };
        Command command = new("verify",
            "Compares every file of a dataset or package with its manifest, or checks a certificate; names what is damaged, missing, foreign or "
                + "altered.") { folder, dataset, trust };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            if (File.Exists(path))
            {
                return VerifyCertificate(path, parsed.GetValue(dataset), parsed.GetValue(trust)!);
            }

            if (PackageVerifier.Recognises(path))
            {
                return VerifyPackage(path, cancellation);
            }

            string sequences = Path.Combine(path, DatasetLayout.SequencesFolder);
            int count = Directory.Exists(sequences) ? Directory.GetDirectories(sequences).Length : 0;
            IReadOnlyList<Damage> damages = [];
            await RunProgress.ShowAsync(count, "sequences", progress => Task.Run(
                () => damages = DatasetVerifier.Verify(path, Environment.ProcessorCount, progress.StepDone, cancellation), cancellation));
            int exit = Report(damages, () => $"{count} sequences");
            exit = Completeness(path) is { } incomplete && exit == ExitCode.Done ? incomplete : exit;
            Console.WriteLine($"Root hash: {DatasetRoot.HashOf(path)}");
            return exit;
        });
        return command;
    }

    // How many there should be: null where that cannot be read, which is told as damage.
    private static int? Completeness(string path)
    {
        DatasetReader dataset;
        try
        {
            dataset = DatasetReader.Open(path);
        }
        catch (InputException)
        {
            return null;
        }

        int[] failed = [.. FailureList.Read(path).Select(f => f.Variation).Except(dataset.Sequences)];
        int[] missing = [.. Enumerable.Range(0, dataset.Variations).Except(dataset.Sequences).Except(failed)];
        Console.WriteLine($"Variations: {dataset.Sequences.Length} of {dataset.Variations}");
        if (missing.Length > 0)
        {
            Console.WriteLine($"Missing:    {NumberRange.Join(missing)}");
        }

        if (failed.Length > 0)
        {
            Console.WriteLine($"Cannot be drawn: {NumberRange.Join(failed)} ({FailureList.File})");
        }

        return failed.Length > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }

    private static int VerifyPackage(string path, CancellationToken cancellation)
    {
        IReadOnlyList<Damage> damages = PackageVerifier.Verify(path, Environment.ProcessorCount, cancellation);
        Lazy<JsonNode> package = new(() => JsonFile.Read(Path.Combine(path, PackageLayout.PackageFile)));
        int exit = Report(damages, () => string.Join(", ", package.Value.Get("formats").Items().Select(f => f.Get("name").AsString())));
        Console.WriteLine($"Review:    {package.Value.Get("review").Get("summary").AsString()}");
        Console.WriteLine($"Root hash: {package.Value.Get("dataset").Get("root").AsString()}");
        return exit;
    }

    /// <param name="whole">What there is if nothing is damaged.</param>
    private static int Report(IReadOnlyList<Damage> damages, Func<string> whole)
    {
        foreach (Damage damage in damages)
        {
            Console.Error.WriteLine(damage);
        }

        Console.WriteLine(damages.Count switch { 0 =>
            $"Whole: {whole()}", 1 => "1 file is not what it should be", int n => $"{n} files are not what they should be" });
        return damages.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static int VerifyCertificate(string file, string? dataset, string[] trusted)
    {
        string? root = dataset is null ? null : DatasetRoot.HashOf(DatasetReader.Open(dataset).Folder);
        CertificateReport report = CertificateVerifier.Verify(file, JsonFile.ReadBytes(file, JsonLimits.Stored),
            trusted.Length == 0 ? null : trusted.ToHashSet(StringComparer.Ordinal), root);
        foreach (InputError finding in report.Findings)
        {
            Console.Error.WriteLine(finding);
        }

        foreach ((string name, string role, string fingerprint) in report.Signers)
        {
            Console.WriteLine($"Signed by {name} ({role}), key {fingerprint}");
        }

        Console.WriteLine(report.Holds ? $"Whole: {report.Outcome}, root hash {report.RootHash}" : "The certificate does not hold");
        return report.Holds ? ExitCode.Done : ExitCode.BadInput;
    }
}
