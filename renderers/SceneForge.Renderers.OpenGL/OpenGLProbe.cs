using SceneForge.Renderers.OpenGL.Egl;

namespace SceneForge.Renderers.OpenGL;

/// <summary>What a machine offers for rendering with OpenGL.</summary>
public static class OpenGLProbe
{
    /// <summary>Tries a context on every device. Where EGL is missing, one entry without a renderer says so.</summary>
    public static IReadOnlyList<OpenGLDevice> Devices()
    {
        if (EglLibrary.TryGet(out string reason) is not { } egl)
        {
            return [new OpenGLDevice(-1, "EGL", null, reason)];
        }

        List<OpenGLDevice> found = [];

        // A thread of its own: a context is current on its thread, and the caller's may hold one already.
        Thread thread = new(() =>
        {
            foreach (EglDevice device in EglDevice.Enumerate(egl))
            {
                using EglContext? context = EglContext.TryCreate(egl, device, out string problem);
                found.Add(new OpenGLDevice(device.Index, device.Name, context?.Renderer, context is null ? problem : ""));
            }
        });
        thread.Start();
        thread.Join();
        return found;
    }
}

/// <summary>A device that EGL names.</summary>
/// <param name="Index">What <see cref="OpenGLOptions.DeviceIndex"/> takes; -1: Mesa without a device.</param>
/// <param name="Renderer">The driver's name of itself, or null where no context can be made.</param>
/// <param name="Problem">Why there is no context, or empty.</param>
public sealed record OpenGLDevice(int Index, string Name, string? Renderer, string Problem);
