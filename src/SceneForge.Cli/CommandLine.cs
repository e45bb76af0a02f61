using System.CommandLine;
using System.Data.Common;
using SceneForge.Cli.Commands;
using SceneForge.Base.Input;
using SceneForge.Cli.Logging;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli;

/// <summary>The commands, and what an outcome means for the exit code.</summary>
internal static class CommandLine
{
    // EROFS; .NET gives the system's number as it is.
    private const int ReadOnlyFileSystem = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("SceneForge makes labeled perception data from scenario specs.")
        {
            ImportCommand.Create(),
            ValidateCommand.Create(),
            SampleCommand.Create(),
            RunCommand.Create(),
            CheckCommand.Create(),
            PlanCommand.Create(),
            VerifyCommand.Create(),
            MissingCommand.Create(),
            ReviewCommand.Create(),
            GateCommand.Create(),
            PackageCommand.Create(),
            DiffCommand.Create(),
            ListCommand.Create(),
            NewCommand.Create(),
            CompletionCommand.Create(),
            DoctorCommand.Create(),
        };
        Option<string> logFormat = new("--log-format") { Description = "json: everything that is said is a line of JSON.", Recursive = true,
            DefaultValueFactory = _ => "text" };
        logFormat.AcceptOnlyFromAmong("text", "json");
        root.Add(logFormat);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                await Console.Error.WriteLineAsync($"sceneforge: {message}");
            }

            await Console.Error.WriteLineAsync("Try: sceneforge --help");
            return ExitCode.Usage;
        }

        using IDisposable? log = parsed.GetValue(logFormat) == "json" ? JsonLog.Begin() : null;
        using CancellationTokenSource stop = new();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        using PosixSignalRegistrationScope signals = new(stop);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                stop.Token);
        }
        catch (Exception e)
        {
            int code = Report(e);
            JsonLog.Event("error", ("exit_code", code), ("errors", (e as InputException)?.Errors.Select(x =>
                new { file = x.File, line = x.Line, column = x.Column, pointer = x.Pointer, message = x.Message, mend = x.Mend }).ToArray()));
            return code;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    // A wrong name or password, no such database, no right to its tables: PostgreSQL's classes 28 and 3D, and 42501.
    private static bool NeverOpens(DbException error) => error.SqlState is { Length: 5 } state && (state[..2] is "28" or "3D" || state == "42501");

    private static int Report(Exception exception)
    {
        switch (exception)
        {
            case AggregateException { InnerExceptions.Count: 1 } aggregate:
                return Report(aggregate.InnerExceptions[0]);
            case InputException input:
                foreach (InputError error in input.Errors.GroupBy(e => e.File).SelectMany(f => f.OrderBy(e => e.Line).ThenBy(e => e.Column)))
                {
                    Console.Error.WriteLine(error);
                }

                return ExitCode.BadInput;
            case UsageException:
                Console.Error.WriteLine($"sceneforge: {exception.Message}");
                return ExitCode.Usage;
            case OperationCanceledException:
                Console.Error.WriteLine("Stopped. The same command again goes on from here.");
                return ExitCode.TryAgain;
            case UnauthorizedAccessException:
                Console.Error.WriteLine($"sceneforge: {exception.Message} Give a folder that may be written to.");
                return ExitCode.BadInput;
            case IOException { HResult: ReadOnlyFileSystem }:
                Console.Error.WriteLine($"sceneforge: {exception.Message}. Give a folder that may be written to.");
                return ExitCode.BadInput;
            case IOException:
                Console.Error.WriteLine($"sceneforge: {exception.Message}");
                return ExitCode.TryAgain;
            case DbException database:
                Console.Error.WriteLine($"sceneforge: The database of decisions refuses or does not answer: {database.Message}");
                return NeverOpens(database) ? ExitCode.Usage : ExitCode.TryAgain;
            default:
                Console.Error.WriteLine($"sceneforge: this is a fault of the program: {exception}");
                return ExitCode.Bug;
        }
    }
}
