using System.CommandLine;
using SceneForge.Cli.Commands;
using SceneForge.Scenarios.Input;

namespace SceneForge.Cli;

/// <summary>The commands, and what an outcome means for the exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("SceneForge makes labeled perception data from scenario specs.")
        {
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
            DoctorCommand.Create(),
        };
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
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (Exception e)
        {
            return Report(e);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static int Report(Exception exception)
    {
        switch (exception)
        {
            case AggregateException { InnerExceptions.Count: 1 } aggregate:
                return Report(aggregate.InnerExceptions[0]);
            case InputException input:
                foreach (InputError error in input.Errors)
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
            case IOException:
                Console.Error.WriteLine($"sceneforge: {exception.Message}");
                return ExitCode.TryAgain;
            default:
                Console.Error.WriteLine($"sceneforge: this is a fault of the program: {exception}");
                return ExitCode.Bug;
        }
    }
}
