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
