namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>A fault of the driver or of a shader: never of the input.</summary>
internal sealed class GLException(string message) : Exception(message);

/// <summary>The context is gone; everything on the device must be made anew.</summary>
internal sealed class ContextLostException() : Exception("The OpenGL context was lost.");
