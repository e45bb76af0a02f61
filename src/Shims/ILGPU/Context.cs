using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>Finds devices: behind this shim the processor alone.</summary>
public sealed class Context : IDisposable
{
    private Context()
    {
    }

    public static Context CreateDefault() => new();

    /// <param name="preferCPU">Whether to take the processor even where there is a GPU.</param>
    public Device GetPreferredDevice(bool preferCPU) => CPUDevice.Default;

    public void Dispose()
    {
    }
}
