using SceneForge.Benchmarks;

// Each benchmark prints one line a figure: `name: value unit`. A second argument names another scenario.
string spec = args.Length > 1 ? args[1] : Path.Combine("scenarios", "child_dart_out.json");
switch (args.FirstOrDefault())
{
    case "encode":
        EncodeBenchmark.Run(spec);
        return 0;
    case "pipeline":
        await PipelineBenchmark.RunAsync(spec);
        return 0;
    case "casting":
        CastingBenchmark.Run(spec);
        return 0;
    case "embree":
        return PeerBenchmark.Run(spec);
    case "checks":
        await ChecksBenchmark.RunAsync(spec);
        return 0;
    case "store":
        await StoreBenchmark.RunAsync(spec);
        return 0;
    case "review":
        if (args is not [_, "server"])
        {
            await SweepBenchmark.RunAsync();
        }

        if (args is not [_, "sweep"])
        {
            await ReviewBenchmark.RunAsync();
        }

        return 0;
    case "models":
        ModelBenchmark.Run();
        return 0;
    case "packaging":
        PackagingBenchmark.Run(args.Length > 1 ? args[1] : Path.Combine("out", "child_dart_out"), args.Skip(2));
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SceneForge.Benchmarks -- encode|pipeline|casting|embree|checks|store "
            + "[SPEC] | review [sweep|server] | models | packaging [DATASET [FORMAT...]]");
        return 64;
}
