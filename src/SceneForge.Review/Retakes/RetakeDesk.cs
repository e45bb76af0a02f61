using System.Diagnostics;
using System.Security.Cryptography;
using SceneForge.Base.Input;
using SceneForge.Frames.Encoders;

namespace SceneForge.Review.Retakes;

/// <summary>Takes pictures again, one at a time and for a limited time, and keeps the last few until they were fetched.</summary>
internal sealed class RetakeDesk(IRetaker retaker) : IDisposable
{
    private const int Kept = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _one = new(1);
    private readonly List<Retake> _taken = [];

    /// <exception cref="RetakeException">It is not to be had now; says why.</exception>
    public async Task<Retake> TakeAsync(RetakeRequest request, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellation))
        {
            throw new RetakeException("Another picture is being rendered. Try again when it is done.");
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            RetakenPicture picture = await Task.Run(() => retaker.TakeAsync(request, limit.Token), limit.Token);
            Retake taken = new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), Encode(picture), picture, clock.Elapsed);
            lock (_taken)
            {
                _taken.Add(taken);
                _taken.RemoveRange(0, Math.Max(0, _taken.Count - Kept));
            }

            return taken;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RetakeException($"Rendering took longer than {Longest.TotalMinutes} minutes and was stopped.");
        }
        catch (InputException e)
        {
            throw new RetakeException($"{e.Errors[0].Message} {e.Errors[0].Mend}");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>PNG of a picture that was taken, or null.</summary>
    public byte[]? Find(string id)
    {
        lock (_taken)
        {
            return _taken.Find(t => t.Id == id)?.Png;
        }
    }

    public void Dispose()
    {
        // What is being rendered ends first.
        _one.Wait();
        retaker.Dispose();
        _one.Dispose();
    }

    private static byte[] Encode(RetakenPicture picture) => new ChannelEncoder().Rgb(picture.Rgb, picture.Width, picture.Height).ToArray();
}

/// <summary>A picture that was taken again.</summary>
internal sealed record Retake(string Id, byte[] Png, RetakenPicture Picture, TimeSpan Took);

/// <summary>Why a picture cannot be taken again.</summary>
internal sealed class RetakeException(string message) : Exception(message);
