using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Egl;

/// <summary>An OpenGL 4.5 core context without any surface, current on the thread that made it.</summary>
internal sealed unsafe class EglContext : IDisposable
{
    private readonly EglLibrary _egl;
    private readonly nint _display;
    private readonly nint _context;

    private EglContext(EglLibrary egl, nint display, nint context, GL gl, EglDevice device)
    {
        _egl = egl;
        _display = display;
        _context = context;
        GL = gl;
        Device = device;
        Renderer = GLText.Of(gl, GLEnum.Renderer);
    }

    public GL GL { get; }

    public EglDevice Device { get; }

    /// <summary>What the driver calls itself.</summary>
    public string Renderer { get; }

    /// <summary>Makes a context on a device and makes it current; null with the reason where that fails.</summary>
    public static EglContext? TryCreate(EglLibrary egl, EglDevice device, out string reason)
    {
        nint display = device.Handle != 0
            ? egl.OpenDisplay(EglConstants.PlatformDevice, device.Handle)
            : egl.OpenDisplay(EglConstants.PlatformSurfaceless, 0);
        if (display == 0)
        {
            reason = $"EGL opens no display on {device.Name} (error 0x{egl.GetError():x})";
            return null;
        }

        ReadOnlySpan<int> version =
        [
            EglConstants.ContextMajorVersion, 4, EglConstants.ContextMinorVersion, 5,
            EglConstants.ContextProfileMask, EglConstants.CoreProfile,
        ];

        // Robust first, so that a reset of the device is told; some drivers offer no robust contexts.
        nint context = egl.CreateContext(display, [.. version, EglConstants.ContextRobustAccess, 1, EglConstants.ContextResetNotification,
            EglConstants.LoseContextOnReset, EglConstants.None]);
        if (context == 0)
        {
            context = egl.CreateContext(display, [.. version, EglConstants.None]);
        }

        if (context == 0)
        {
            reason = $"{device.Name} has no OpenGL 4.5 core context (EGL error 0x{egl.GetError():x})";
            return null;
        }

        if (!egl.MakeCurrent(display, context))
        {
            reason = $"the context on {device.Name} does not work without a surface (EGL error 0x{egl.GetError():x})";
            egl.DestroyContext(display, context);
            return null;
        }

        reason = "";
        return new EglContext(egl, display, context, GL.GetApi(egl.GetProcAddress), device);
    }

    public void Dispose()
    {
        GL.Dispose();
        _egl.MakeCurrent(_display, 0);
        _egl.DestroyContext(_display, _context);
    }
}
