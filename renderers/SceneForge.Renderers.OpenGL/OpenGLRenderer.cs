using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SceneForge.Renderers.OpenGL.Egl;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.OpenGL;

/// <summary>
/// Headless OpenGL 4.5 through EGL. One thread owns the context; pictures are drawn in the order of the calls and read back
/// through a ring, so that drawing goes on while earlier ones travel. A lost context is made anew and its pictures drawn again.
/// </summary>
public sealed class OpenGLRenderer : ISensorRenderer
{
    // A device that is lost over and over will not come back.
    private const int MaxLossesInARow = 3;
    private const ulong PollNs = 1_000_000;

    private readonly EglLibrary _egl;
    private readonly EglDevice _device;
    private readonly OpenGLOptions _options;
    private readonly BlockingCollection<Job> _queue = [];
    private readonly Queue<Job> _underWay = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _simulatedLosses;

    private OpenGLRenderer(EglLibrary egl, EglDevice device, OpenGLOptions options)
    {
        _egl = egl;
        _device = device;
        _options = options;
        _thread = new Thread(Run) { IsBackground = true, Name = "OpenGL" };
        _thread.Start();
    }

    public string Description { get; private set; } = "";

    /// <summary>Contexts made so far; more than one after a loss.</summary>
    internal int Contexts { get; private set; }

    /// <summary>
    /// Starts a renderer on the first device that works; false with the reasons where none does. Throws nothing for what a machine lacks.
    /// </summary>
    public static bool TryCreate(OpenGLOptions options, [NotNullWhen(true)] out OpenGLRenderer? renderer, out string reason)
    {
        ArgumentNullException.ThrowIfNull(options);
        renderer = null;
        if (EglLibrary.TryGet(out reason) is not { } egl)
        {
            return false;
        }

        List<string> reasons = [];
        foreach (EglDevice device in EglDevice.Enumerate(egl))
        {
            if (options.DeviceIndex is { } wanted && device.Index != wanted)
            {
                continue;
            }

            OpenGLRenderer candidate = new(egl, device, options);
            try
            {
                candidate.Description = candidate._started.Task.GetAwaiter().GetResult();
                renderer = candidate;
                return true;
            }
            catch (GLException problem)
            {
                reasons.Add(problem.Message);
                candidate.Dispose();
            }
        }

        reason = reasons.Count > 0 ? string.Join("; ", reasons) : "EGL names no device" + (options.DeviceIndex is { } index ? $" {index}" : "");
        return false;
    }

    public Task<Observation> RenderAsync(CameraShot shot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shot);
        if (!shot.Camera.CanBeRasterized)
        {
            throw new ArgumentException($"{shot.Camera.Name} has a lens or shutter that only rays can follow.", nameof(shot));
        }

        Job job = new(shot, cancellation);
        _queue.Add(job, cancellation);
        return job.Done.Task;
    }

    /// <summary>Makes the next poll find the context lost.</summary>
    internal void SimulateLoss() => Interlocked.Increment(ref _simulatedLosses);

    /// <summary>Finishes the pictures under way, then frees everything.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        int losses = 0;
        while (!_queue.IsCompleted || _underWay.Count > 0)
        {
            using EglContext? context = EglContext.TryCreate(_egl, _device, out string reason);
            if (context is null)
            {
                Fail(new GLException(reason));
                return;
            }

            try
            {
                Contexts++;
                using ContextSession session = new(context, _options);
                _started.TrySetResult($"OpenGL 4.5, {context.Renderer}");
                Serve(session, ref losses);
            }
            catch (ContextLostException) when (++losses <= MaxLossesInARow)
            {
            }
#pragma warning disable CA1031 // Whatever goes wrong belongs to the callers who wait for pictures.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                Fail(problem);
                return;
            }
        }
    }

    /// <summary>Draws and delivers until the queue is closed and empty.</summary>
    private void Serve(ContextSession session, ref int losses)
    {
        // After a loss, what was under way starts over.
        foreach (Job job in _underWay)
        {
            session.Draw(job.Shot);
        }

        while (!_queue.IsCompleted || _underWay.Count > 0)
        {
            bool idle = _underWay.Count == 0;
            if (_underWay.Count < session.Ring && _queue.TryTake(out Job? job, idle ? Timeout.Infinite : 0))
            {
                if (job.Cancellation.IsCancellationRequested)
                {
                    job.Done.TrySetCanceled(job.Cancellation);
                    continue;
                }

                _underWay.Enqueue(job);
                session.Draw(job.Shot);
            }

            // Newer pictures are drawn as long as there is room for them; only then is there time to wait.
            bool full = _underWay.Count == session.Ring || _queue.Count == 0;
            if (_underWay.Count > 0 && session.TryTake(_underWay.Peek().Shot, full ? PollNs : 0, TakeLoss()) is { } observation)
            {
                losses = 0;
                _underWay.Dequeue().Done.TrySetResult(observation);
            }
        }
    }

    private bool TakeLoss()
    {
        if (Volatile.Read(ref _simulatedLosses) == 0)
        {
            return false;
        }

        Interlocked.Decrement(ref _simulatedLosses);
        return true;
    }

    private void Fail(Exception problem)
    {
        if (_started.TrySetException(problem))
        {
            return;
        }

        foreach (Job job in _underWay)
        {
            job.Done.TrySetException(problem);
        }

        _underWay.Clear();
        foreach (Job job in _queue.GetConsumingEnumerable())
        {
            job.Done.TrySetException(problem);
        }
    }

    private sealed record Job(CameraShot Shot, CancellationToken Cancellation)
    {
        public TaskCompletionSource<Observation> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
