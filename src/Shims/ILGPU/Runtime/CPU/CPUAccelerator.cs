namespace ILGPU.Runtime.CPU;

/// <summary>The processor as a device.</summary>
public sealed class CPUDevice : Device
{
    private CPUDevice() => Name = "CPUAccelerator";

    public static CPUDevice Default { get; } = new();

    public override CPUAccelerator CreateAccelerator(Context context) => new();
}

/// <summary>Runs kernels on the processor.</summary>
public sealed class CPUAccelerator : Accelerator
{
    internal CPUAccelerator()
    {
        Name = "CPUAccelerator";
        AcceleratorType = AcceleratorType.CPU;
    }

    internal override void Run(int count, Action<Index1D> kernel) => Parallel.For(0, count, i => kernel(i));
}
