namespace Silk.NET.OpenGL;

/// <content>Framebuffers and reading back.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, uint*, void> _createFramebuffers = (delegate* unmanaged<uint, uint*, void>)context("glCreateFramebuffers");
    private readonly delegate* unmanaged<uint, uint*, void> _deleteFramebuffers = (delegate* unmanaged<uint, uint*, void>)context("glDeleteFramebuffers");
    private readonly delegate* unmanaged<GLEnum, uint, void> _bindFramebuffer = (delegate* unmanaged<GLEnum, uint, void>)context("glBindFramebuffer");
    private readonly delegate* unmanaged<uint, GLEnum, uint, int, void> _namedFramebufferTexture = (delegate* unmanaged<uint, GLEnum, uint, int, void>)context("glNamedFramebufferTexture");
    private readonly delegate* unmanaged<uint, GLEnum, uint, int, int, void> _namedFramebufferTextureLayer = (delegate* unmanaged<uint, GLEnum, uint, int, int, void>)context("glNamedFramebufferTextureLayer");
    private readonly delegate* unmanaged<uint, GLEnum, void> _namedFramebufferDrawBuffer = (delegate* unmanaged<uint, GLEnum, void>)context("glNamedFramebufferDrawBuffer");
    private readonly delegate* unmanaged<uint, GLEnum, void> _namedFramebufferReadBuffer = (delegate* unmanaged<uint, GLEnum, void>)context("glNamedFramebufferReadBuffer");
    private readonly delegate* unmanaged<uint, GLEnum, GLEnum> _checkNamedFramebufferStatus = (delegate* unmanaged<uint, GLEnum, GLEnum>)context("glCheckNamedFramebufferStatus");
    private readonly delegate* unmanaged<uint, GLEnum, int, uint*, void> _clearNamedFramebufferuiv = (delegate* unmanaged<uint, GLEnum, int, uint*, void>)context("glClearNamedFramebufferuiv");
    private readonly delegate* unmanaged<uint, GLEnum, int, float*, void> _clearNamedFramebufferfv = (delegate* unmanaged<uint, GLEnum, int, float*, void>)context("glClearNamedFramebufferfv");
    private readonly delegate* unmanaged<GLEnum, int, void> _pixelStorei = (delegate* unmanaged<GLEnum, int, void>)context("glPixelStorei");
    private readonly delegate* unmanaged<int, int, uint, uint, GLEnum, GLEnum, void*, void> _readPixels = (delegate* unmanaged<int, int, uint, uint, GLEnum, GLEnum, void*, void>)context("glReadPixels");

    public void CreateFramebuffers(uint n, uint* framebuffers) => _createFramebuffers(n, framebuffers);

    public void DeleteFramebuffers(uint n, uint* framebuffers) => _deleteFramebuffers(n, framebuffers);

    public void BindFramebuffer(GLEnum target, uint framebuffer) => _bindFramebuffer(target, framebuffer);

    public void NamedFramebufferTexture(uint framebuffer, GLEnum attachment, uint texture, int level) => _namedFramebufferTexture(framebuffer, attachment, texture, level);

    public void NamedFramebufferTextureLayer(uint framebuffer, GLEnum attachment, uint texture, int level, int layer) => _namedFramebufferTextureLayer(framebuffer, attachment, texture, level, layer);

    public void NamedFramebufferDrawBuffer(uint framebuffer, GLEnum buf) => _namedFramebufferDrawBuffer(framebuffer, buf);

    public void NamedFramebufferReadBuffer(uint framebuffer, GLEnum src) => _namedFramebufferReadBuffer(framebuffer, src);

    public GLEnum CheckNamedFramebufferStatus(uint framebuffer, GLEnum target) => _checkNamedFramebufferStatus(framebuffer, target);

    public void ClearNamedFramebuffer(uint framebuffer, GLEnum buffer, int drawbuffer, uint* value) => _clearNamedFramebufferuiv(framebuffer, buffer, drawbuffer, value);

    public void ClearNamedFramebuffer(uint framebuffer, GLEnum buffer, int drawbuffer, float* value) => _clearNamedFramebufferfv(framebuffer, buffer, drawbuffer, value);

    public void PixelStore(GLEnum pname, int param) => _pixelStorei(pname, param);

    public void ReadPixels(int x, int y, uint width, uint height, GLEnum format, GLEnum type, void* pixels) => _readPixels(x, y, width, height, format, type, pixels);
}
