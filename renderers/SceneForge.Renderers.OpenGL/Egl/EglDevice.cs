namespace SceneForge.Renderers.OpenGL.Egl;

/// <summary>A place where a context can be made.</summary>
/// <param name="Index">Index among the devices of EGL_EXT_device_enumeration; -1 for Mesa's surfaceless platform.</param>
/// <param name="Handle">The EGL device; 0 for the surfaceless platform.</param>
/// <param name="Name">Its file under /dev, or what it is.</param>
internal sealed record EglDevice(int Index, nint Handle, string Name, bool IsSoftware)
{
    /// <summary>Devices in the order in which they are tried: GPUs, software devices, then Mesa without any device.</summary>
    public static IReadOnlyList<EglDevice> Enumerate(EglLibrary egl)
    {
        List<EglDevice> devices = [];
        nint[] handles = egl.QueryDevices();
        for (int i = 0; i < handles.Length; i++)
        {
            string extensions = egl.DeviceString(handles[i], EglConstants.Extensions);
            bool software = extensions.Contains("EGL_MESA_device_software", StringComparison.Ordinal);
            string file = extensions.Contains("EGL_EXT_device_drm", StringComparison.Ordinal)
                ? egl.DeviceString(handles[i], EglConstants.DrmDeviceFile) : "";
            devices.Add(new EglDevice(i, handles[i], file.Length > 0 ? file : software ? "software" : $"device {i}", software));
        }

        List<EglDevice> ordered = [.. devices.Where(d => !d.IsSoftware), .. devices.Where(d => d.IsSoftware)];
        if (egl.ClientExtensions.Contains("EGL_MESA_platform_surfaceless", StringComparison.Ordinal))
        {
            ordered.Add(new EglDevice(-1, 0, "surfaceless", true));
        }

        return ordered;
    }
}
