namespace Silk.NET.OpenGL;

/// <content>State queries, fences and timers.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<GLEnum> _getError = (delegate* unmanaged<GLEnum>)context("glGetError");
    private readonly delegate* unmanaged<GLEnum> _getGraphicsResetStatus = (delegate* unmanaged<GLEnum>)context("glGetGraphicsResetStatus");
    private readonly delegate* unmanaged<GLEnum, byte*> _getString = (delegate* unmanaged<GLEnum, byte*>)context("glGetString");
    private readonly delegate* unmanaged<GLEnum, int*, void> _getIntegerv = (delegate* unmanaged<GLEnum, int*, void>)context("glGetIntegerv");
    private readonly delegate* unmanaged<GLEnum, uint, nint> _fenceSync = (delegate* unmanaged<GLEnum, uint, nint>)context("glFenceSync");
    private readonly delegate* unmanaged<nint, uint, ulong, GLEnum> _clientWaitSync = (delegate* unmanaged<nint, uint, ulong, GLEnum>)context("glClientWaitSync");
    private readonly delegate* unmanaged<nint, void> _deleteSync = (delegate* unmanaged<nint, void>)context("glDeleteSync");
    private readonly delegate* unmanaged<void> _flush = (delegate* unmanaged<void>)context("glFlush");
    private readonly delegate* unmanaged<void> _finish = (delegate* unmanaged<void>)context("glFinish");
    private readonly delegate* unmanaged<uint, uint*, void> _genQueries = (delegate* unmanaged<uint, uint*, void>)context("glGenQueries");
    private readonly delegate* unmanaged<uint, uint*, void> _deleteQueries = (delegate* unmanaged<uint, uint*, void>)context("glDeleteQueries");
    private readonly delegate* unmanaged<uint, GLEnum, void> _queryCounter = (delegate* unmanaged<uint, GLEnum, void>)context("glQueryCounter");
    private readonly delegate* unmanaged<uint, GLEnum, ulong*, void> _getQueryObjectui64v = (delegate* unmanaged<uint, GLEnum, ulong*, void>)context("glGetQueryObjectui64v");

    public GLEnum GetError() => _getError();

    public GLEnum GetGraphicsResetStatus() => _getGraphicsResetStatus();

    public byte* GetString(GLEnum name) => _getString(name);

    public void GetInteger(GLEnum pname, int* data) => _getIntegerv(pname, data);

    public nint FenceSync(GLEnum condition, uint flags) => _fenceSync(condition, flags);

    public GLEnum ClientWaitSync(nint sync, uint flags, ulong timeout) => _clientWaitSync(sync, flags, timeout);

    public void DeleteSync(nint sync) => _deleteSync(sync);

    public void Flush() => _flush();

    public void Finish() => _finish();

    public void GenQueries(uint n, uint* ids) => _genQueries(n, ids);

    public void DeleteQueries(uint n, uint* ids) => _deleteQueries(n, ids);

    public void QueryCounter(uint id, GLEnum target) => _queryCounter(id, target);

    public void GetQueryObject(uint id, GLEnum pname, ulong* @params) => _getQueryObjectui64v(id, pname, @params);
}
