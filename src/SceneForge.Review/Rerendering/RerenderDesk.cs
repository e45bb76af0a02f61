using System.Diagnostics;
using System.Security.Cryptography;
using SceneForge.Base.Input;
using SceneForge.Frames.Encoders;

namespace SceneForge.Review.Rerendering;

/// <summary>Renders pictures again, one at a time and for a limited time, and keeps the last few until they were fetched.</summary>
internal sealed class RerenderDesk(IRerenderer rerenderer) : IDisposable
{
    private const int Kept = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _one = new(1);
    private readonly List<Rerendered> _rendered = [];

    /// <exception cref="RerenderException">It is not to be had now; says why.</exception>
    public async Task<Rerendered> RerenderAsync(RerenderRequest request, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellation))
        {
            throw new RerenderException("Another picture is being rendered. Try again when it is done.");
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            RerenderedPicture picture = await Task.Run(() => rerenderer.RerenderAsync(request, limit.Token), limit.Token);
            Rerendered rendered = new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), Encode(picture), picture, clock.Elapsed);
            lock (_rendered)
            {
                _rendered.Add(rendered);
                _rendered.RemoveRange(0, Math.Max(0, _rendered.Count - Kept));
            }

            return rendered;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RerenderException($"Rendering took longer than {Longest.TotalMinutes} minutes and was stopped.");
        }
        catch (InputException e)
        {
            throw new RerenderException($"{e.Errors[0].Message} {e.Errors[0].Mend}");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>PNG of a picture that was rendered again, or null.</summary>
    public byte[]? Find(string id)
    {
        lock (_rendered)
        {
            return _rendered.Find(r => r.Id == id)?.Png;
        }
    }

    public void Dispose()
    {
        // What is being rendered ends first.
        _one.Wait();
        rerenderer.Dispose();
        _one.Dispose();
    }

    private static byte[] Encode(RerenderedPicture picture) => new ChannelEncoder().Rgb(picture.Rgb, picture.Width, picture.Height).ToArray();
}

/// <summary>A picture that was rendered again.</summary>
internal sealed record Rerendered(string Id, byte[] Png, RerenderedPicture Picture, TimeSpan Took);

/// <summary>Why a picture cannot be rendered again.</summary>
internal sealed class RerenderException(string message) : Exception(message);
