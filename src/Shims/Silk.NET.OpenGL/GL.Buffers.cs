namespace Silk.NET.OpenGL;

/// <content>Buffer objects.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, uint*, void> _createBuffers = (delegate* unmanaged<uint, uint*, void>)context("glCreateBuffers");
    private readonly delegate* unmanaged<uint, uint*, void> _deleteBuffers = (delegate* unmanaged<uint, uint*, void>)context("glDeleteBuffers");
    private readonly delegate* unmanaged<uint, nuint, void*, uint, void> _namedBufferStorage = (delegate* unmanaged<uint, nuint, void*, uint, void>)context("glNamedBufferStorage");
    private readonly delegate* unmanaged<uint, nuint, void*, GLEnum, void> _namedBufferData = (delegate* unmanaged<uint, nuint, void*, GLEnum, void>)context("glNamedBufferData");
    private readonly delegate* unmanaged<uint, nint, nuint, void*, void> _namedBufferSubData = (delegate* unmanaged<uint, nint, nuint, void*, void>)context("glNamedBufferSubData");
    private readonly delegate* unmanaged<uint, uint, nint, nint, nuint, void> _copyNamedBufferSubData = (delegate* unmanaged<uint, uint, nint, nint, nuint, void>)context("glCopyNamedBufferSubData");
    private readonly delegate* unmanaged<uint, nint, nuint, uint, void*> _mapNamedBufferRange = (delegate* unmanaged<uint, nint, nuint, uint, void*>)context("glMapNamedBufferRange");
    private readonly delegate* unmanaged<uint, byte> _unmapNamedBuffer = (delegate* unmanaged<uint, byte>)context("glUnmapNamedBuffer");
    private readonly delegate* unmanaged<GLEnum, uint, void> _bindBuffer = (delegate* unmanaged<GLEnum, uint, void>)context("glBindBuffer");
    private readonly delegate* unmanaged<GLEnum, uint, uint, void> _bindBufferBase = (delegate* unmanaged<GLEnum, uint, uint, void>)context("glBindBufferBase");

    public void CreateBuffers(uint n, uint* buffers) => _createBuffers(n, buffers);

    public void DeleteBuffers(uint n, uint* buffers) => _deleteBuffers(n, buffers);

    public void NamedBufferStorage(uint buffer, nuint size, void* data, uint flags) => _namedBufferStorage(buffer, size, data, flags);

    public void NamedBufferData(uint buffer, nuint size, void* data, GLEnum usage) => _namedBufferData(buffer, size, data, usage);

    public void NamedBufferSubData(uint buffer, nint offset, nuint size, void* data) => _namedBufferSubData(buffer, offset, size, data);

    public void CopyNamedBufferSubData(uint readBuffer, uint writeBuffer, nint readOffset, nint writeOffset, nuint size) => _copyNamedBufferSubData(readBuffer, writeBuffer, readOffset, writeOffset, size);

    public void* MapNamedBufferRange(uint buffer, nint offset, nuint length, uint access) => _mapNamedBufferRange(buffer, offset, length, access);

    public bool UnmapNamedBuffer(uint buffer) => _unmapNamedBuffer(buffer) != 0;

    public void BindBuffer(GLEnum target, uint buffer) => _bindBuffer(target, buffer);

    public void BindBufferBase(GLEnum target, uint index, uint buffer) => _bindBufferBase(target, index, buffer);
}
