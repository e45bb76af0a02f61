using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SceneForge.Packaging.Output;

/// <summary>Carries out independent pieces of work on a few threads. Adding waits while all are busy, so little lies in memory at a time.</summary>
internal sealed class WorkQueue(int jobs, CancellationToken cancellation) : IDisposable
{
    private readonly SemaphoreSlim _free = new(jobs);
    private readonly ConcurrentQueue<Exception> _failures = new();

    public void Add(Action work)
    {
        _free.Wait(cancellation);
        if (!_failures.IsEmpty)
        {
            _free.Release();
            Finish();
        }

        Task.Run(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                _failures.Enqueue(e);
            }
            finally
            {
                _free.Release();
            }
        }, CancellationToken.None);
    }

    /// <summary>Results of pieces of work in their order; some are made ahead on other threads while the caller takes one. Whoever ends early waits for those under way.</summary>
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

    /// <summary>Waits for everything that was added; throws what failed first.</summary>
    public void Finish()
    {
        for (int i = 0; i < jobs; i++)
        {
            _free.Wait(CancellationToken.None);
        }

        _free.Release(jobs);
        if (_failures.TryDequeue(out Exception? first))
        {
            _failures.Clear();
            ExceptionDispatchInfo.Throw(first);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        for (int i = 0; i < jobs; i++)
        {
            _free.Wait(CancellationToken.None);
        }

        _free.Dispose();
    }
}
