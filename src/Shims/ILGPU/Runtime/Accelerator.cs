namespace ILGPU.Runtime;

public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}

/// <summary>What kernels can run on.</summary>
public abstract class Device
{
    public string Name { get; protected set; } = "";

    public abstract Accelerator CreateAccelerator(Context context);
}

/// <summary>A device that is ready: allocates its memory and runs kernels.</summary>
public abstract class Accelerator : IDisposable
{
    public string Name { get; protected set; } = "";

    public AcceleratorType AcceleratorType { get; protected set; }

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged => new(new T[length]);

    /// <summary>Waits for all kernels.</summary>
    public void Synchronize()
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a kernel for each index below a number.</summary>
    internal abstract void Run(int count, Action<Index1D> kernel);

    protected virtual void Dispose(bool disposing)
    {
    }
}
