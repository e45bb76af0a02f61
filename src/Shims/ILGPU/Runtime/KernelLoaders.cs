namespace ILGPU.Runtime;

public static class KernelLoaders
{
    /// <summary>Readies a kernel for the accelerator; call the result with a number of threads and the kernel's arguments.</summary>
    public static Action<TIndex, T1, T2, T3, T4> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        ArgumentNullException.ThrowIfNull(action);
        Action<Index1D, T1, T2, T3, T4> kernel = (Action<Index1D, T1, T2, T3, T4>)(object)action;
        return (count, a, b, c, d) => accelerator.Run((Index1D)(object)count, i => kernel(i, a, b, c, d));
    }
}
