using SceneForge.Benchmarks;

// Each benchmark prints one line a figure: `name: value unit`.
switch (args is [string name, ..] ? name : "")
{
    case "encode":
        EncodeBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/SceneForge.Benchmarks -- encode");
        return 64;
}
