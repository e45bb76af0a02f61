using System.Runtime.InteropServices;
using System.Text;

namespace SceneForge.Renderers.OpenGL.Egl;

/// <summary>The entry points of libEGL that are needed for contexts without a display (EGL 1.5 and its device platform).</summary>
internal sealed unsafe class EglLibrary
{
    private static readonly Lazy<(EglLibrary? Library, string Reason)> Loaded = new(Load);

    private readonly delegate* unmanaged<byte*, nint> _getProcAddress;
    private readonly delegate* unmanaged<nint, int, byte*> _queryString;
    private readonly delegate* unmanaged<nint, int*, int*, int> _initialize;
    private readonly delegate* unmanaged<int, int> _bindApi;
    private readonly delegate* unmanaged<nint, int*, nint*, int, int*, int> _chooseConfig;
    private readonly delegate* unmanaged<nint, nint, nint, int*, nint> _createContext;
    private readonly delegate* unmanaged<nint, nint, int> _destroyContext;
    private readonly delegate* unmanaged<nint, nint, nint, nint, int> _makeCurrent;
    private readonly delegate* unmanaged<int> _getError;
    private readonly delegate* unmanaged<int, nint, int*, nint> _getPlatformDisplay;
    private readonly delegate* unmanaged<int, nint*, int*, int> _queryDevices;
    private readonly delegate* unmanaged<nint, int, byte*> _queryDeviceString;

    private EglLibrary(nint library)
    {
        _getProcAddress = (delegate* unmanaged<byte*, nint>)NativeLibrary.GetExport(library, "eglGetProcAddress");
        _queryString = (delegate* unmanaged<nint, int, byte*>)NativeLibrary.GetExport(library, "eglQueryString");
        _initialize = (delegate* unmanaged<nint, int*, int*, int>)NativeLibrary.GetExport(library, "eglInitialize");
        _bindApi = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "eglBindAPI");
        _chooseConfig = (delegate* unmanaged<nint, int*, nint*, int, int*, int>)NativeLibrary.GetExport(library, "eglChooseConfig");
        _createContext = (delegate* unmanaged<nint, nint, nint, int*, nint>)NativeLibrary.GetExport(library, "eglCreateContext");
        _destroyContext = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "eglDestroyContext");
        _makeCurrent = (delegate* unmanaged<nint, nint, nint, nint, int>)NativeLibrary.GetExport(library, "eglMakeCurrent");
        _getError = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "eglGetError");
        _getPlatformDisplay = (delegate* unmanaged<int, nint, int*, nint>)GetProcAddress("eglGetPlatformDisplayEXT");
        _queryDevices = (delegate* unmanaged<int, nint*, int*, int>)GetProcAddress("eglQueryDevicesEXT");
        _queryDeviceString = (delegate* unmanaged<nint, int, byte*>)GetProcAddress("eglQueryDeviceStringEXT");
        ClientExtensions = Text(_queryString(0, EglConstants.Extensions));
    }

    /// <summary>Extensions that need no display.</summary>
    public string ClientExtensions { get; }

    /// <summary>Loads libEGL once; null with a reason where the machine has none.</summary>
    public static EglLibrary? TryGet(out string reason)
    {
        reason = Loaded.Value.Reason;
        return Loaded.Value.Library;
    }

    public nint GetProcAddress(string name)
    {
        fixed (byte* bytes = Encoding.ASCII.GetBytes(name + '\0'))
        {
            return _getProcAddress(bytes);
        }
    }

    /// <summary>Devices of EGL_EXT_device_enumeration, in the driver's order; empty where it is missing.</summary>
    public nint[] QueryDevices()
    {
        int count = 0;
        if (_queryDevices == null || _queryDevices(0, null, &count) == 0 || count <= 0)
        {
            return [];
        }

        nint[] devices = new nint[count];
        fixed (nint* first = devices)
        {
            return _queryDevices(count, first, &count) == 0 ? [] : devices[..count];
        }
    }

    public string DeviceString(nint device, int name) => _queryDeviceString == null ? "" : Text(_queryDeviceString(device, name));

    public string DisplayString(nint display, int name) => Text(_queryString(display, name));

    /// <summary>
    /// A display of a platform, initialised; 0 where that fails. EGL hands out one display for the same arguments, so it is never terminated.
    /// </summary>
    public nint OpenDisplay(int platform, nint native)
    {
        nint display = _getPlatformDisplay == null ? 0 : _getPlatformDisplay(platform, native, null);
        int major;
        int minor;
        return display != 0 && _initialize(display, &major, &minor) != 0 ? display : 0;
    }

    public nint CreateContext(nint display, ReadOnlySpan<int> attributes)
    {
        _bindApi(EglConstants.OpenGLApi);
        ReadOnlySpan<int> wanted = [EglConstants.SurfaceType, 0, EglConstants.RenderableType, EglConstants.OpenGLBit, EglConstants.None];
        nint config = 0;
        int count = 0;
        fixed (int* list = wanted)
        {
            if (_chooseConfig(display, list, &config, 1, &count) == 0 || count == 0)
            {
                config = 0;
            }
        }

        fixed (int* list = attributes)
        {
            return _createContext(display, config, 0, list);
        }
    }

    public bool MakeCurrent(nint display, nint context) => _makeCurrent(display, 0, 0, context) != 0;

    public void DestroyContext(nint display, nint context) => _destroyContext(display, context);

    public int GetError() => _getError();

    private static (EglLibrary?, string) Load()
    {
        if (!NativeLibrary.TryLoad("libEGL.so.1", out nint library))
        {
            return (null, "libEGL.so.1 is not installed");
        }

        return NativeLibrary.TryGetExport(library, "eglGetProcAddress", out _)
            ? (new EglLibrary(library), "")
            : (null, "libEGL.so.1 has no eglGetProcAddress");
    }

    private static string Text(byte* text) => text == null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";
}
