using System.Runtime.InteropServices;

namespace SceneForge.Cli.Terminal;

/// <summary>Turns SIGTERM into cancellation, so that a scheduler's stop ends cleanly.</summary>
internal sealed class PosixSignalRegistrationScope : IDisposable
{
    private readonly PosixSignalRegistration _terminate;

    public PosixSignalRegistrationScope(CancellationTokenSource stop) =>
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });

    public void Dispose() => _terminate.Dispose();
}
