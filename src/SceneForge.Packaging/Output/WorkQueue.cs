using System.Collections.Concurrent;

namespace SceneForge.Packaging.Output;

/// <summary>
/// Carries out independent pieces of work on a few threads of its own. A few more wait in line, so that no thread is ever without work while
/// there is some; then adding waits, so little lies in memory at a time.
/// </summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly BlockingCollection<Task> _line;
    private readonly Task[] _threads;
    private volatile Task? _failed;

    public WorkQueue(int jobs, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _line = new BlockingCollection<Task>(2 * jobs);
        _threads = [.. Enumerable.Range(0, jobs).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
    }

    /// <summary>Adds a piece of work. After a failure all that comes fails alike, here or when it is its turn.</summary>
    public Task Add(Action work)
    {
        RequireSuccess();
        Task task = new(() =>
        {
            RequireSuccess();
            work();
        });
        _line.Add(task, _cancellation);
        return task;
    }

    /// <summary>
    /// Results of pieces of work in their order; some are made ahead on other threads while the caller takes one. Whoever ends early waits for
    /// those under way.
    /// </summary>
    public static IEnumerable<TResult> Ahead<TResult>(IEnumerable<Func<TResult>> work, int ahead)
    {
        Queue<Task<TResult>> started = new();
        try
        {
            foreach (Func<TResult> piece in work)
            {
                started.Enqueue(Task.Run(piece));
                if (started.Count > ahead)
                {
                    yield return started.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (started.TryDequeue(out Task<TResult>? next))
            {
                yield return next.GetAwaiter().GetResult();
            }
        }
        finally
        {
            Task.WhenAll(started).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }

    /// <summary>Waits for the work under way.</summary>
    public void Dispose()
    {
        _line.CompleteAdding();
        Task.WaitAll(_threads);
        _line.Dispose();
    }

    private void Work()
    {
        foreach (Task task in _line.GetConsumingEnumerable())
        {
            task.RunSynchronously();
            _failed ??= task.IsFaulted ? task : null;
        }
    }

    private void RequireSuccess()
    {
        _failed?.GetAwaiter().GetResult();
        _cancellation.ThrowIfCancellationRequested();
    }
}
