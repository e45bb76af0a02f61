namespace SceneForge.Renderers.OpenGL.Egl;

/// <summary>Values of the EGL registry.</summary>
internal static class EglConstants
{
    public const int None = 0x3038;
    public const int Extensions = 0x3055;
    public const int SurfaceType = 0x3033;
    public const int RenderableType = 0x3040;
    public const int OpenGLBit = 0x0008;
    public const int OpenGLApi = 0x30A2;
    public const int ContextMajorVersion = 0x3098;
    public const int ContextMinorVersion = 0x30FB;
    public const int ContextProfileMask = 0x30FD;
    public const int CoreProfile = 1;
    public const int ContextRobustAccess = 0x31B2;
    public const int ContextResetNotification = 0x31BD;
    public const int LoseContextOnReset = 0x31BF;
    public const int PlatformDevice = 0x313F;
    public const int PlatformSurfaceless = 0x31DD;
    public const int DrmDeviceFile = 0x3233;
}
