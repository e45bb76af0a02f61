using System.Diagnostics;
using System.Globalization;
using SceneForge.Cli.Logging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SceneForge.Cli.Terminal;

/// <summary>Shows how far a run has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class RunProgress
{
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(5);

    private readonly int _total;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private ProgressTask? _bar;
    private int _done;
    private TimeSpan _lastLine;

    private readonly string _unit;

    private RunProgress(int total, string unit)
    {
        _total = total;
        _unit = unit;
    }

    /// <summary>Carries out <paramref name="work"/> while its progress is shown.</summary>
    /// <param name="total">Steps of the work.</param>
    /// <param name="unit">What a step is, in the plural.</param>
    public static Task ShowAsync(int total, string unit, Func<RunProgress, Task> work)
    {
        RunProgress progress = new(total, unit);
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return work(progress);
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(progress))
            .StartAsync(async context =>
            {
                progress._bar = context.AddTask($"{char.ToUpperInvariant(unit[0])}{unit[1..]}", maxValue: total);
                await work(progress);
            });
    }

    public void StepDone()
    {
        lock (_lock)
        {
            _done++;
            if (_bar is not null)
            {
                _bar.Value = _done;
            }
            else if (_clock.Elapsed - _lastLine > LinePause || _done == _total)
            {
                _lastLine = _clock.Elapsed;
                if (JsonLog.IsOn)
                {
                    JsonLog.Event("progress", ("done", _done), ("total", _total), ("unit", _unit),
                        ("per_second", Math.Round(_done / _clock.Elapsed.TotalSeconds, 3)));
                    return;
                }

                Console.WriteLine($"{_done}/{_total} {_unit}, {Rate()}");
            }
        }
    }

    private string Rate()
    {
        double perSecond = _done / _clock.Elapsed.TotalSeconds;
        TimeSpan left = _done > 0 ? TimeSpan.FromSeconds((_total - _done) / perSecond) : TimeSpan.Zero;
        return string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.00} {_unit}/s, {(int)left.TotalMinutes}:{left.Seconds:00} left");
    }

    private sealed class RateColumn(RunProgress progress) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(progress.Rate());
    }
}
