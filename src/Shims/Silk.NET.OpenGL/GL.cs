namespace Silk.NET.OpenGL;

/// <summary>
/// The subset of Silk.NET.OpenGL 2.22 that SceneForge calls: the untyped overloads, which take <see cref="GLEnum"/> and pointers.
/// Entry points are looked up once, when the instance is made.
/// </summary>
public unsafe partial class GL(Func<string, nint> context)
{
    public static GL GetApi(Func<string, nint> getProcAddress) => new(getProcAddress);
}
