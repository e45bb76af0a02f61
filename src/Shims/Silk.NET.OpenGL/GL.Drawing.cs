namespace Silk.NET.OpenGL;

/// <content>Vertex arrays, state, drawing and dispatching.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, uint*, void> _createVertexArrays = (delegate* unmanaged<uint, uint*, void>)context("glCreateVertexArrays");
    private readonly delegate* unmanaged<uint, uint*, void> _deleteVertexArrays = (delegate* unmanaged<uint, uint*, void>)context("glDeleteVertexArrays");
    private readonly delegate* unmanaged<uint, void> _bindVertexArray = (delegate* unmanaged<uint, void>)context("glBindVertexArray");
    private readonly delegate* unmanaged<uint, uint, void> _enableVertexArrayAttrib = (delegate* unmanaged<uint, uint, void>)context("glEnableVertexArrayAttrib");
    private readonly delegate* unmanaged<uint, uint, int, GLEnum, byte, uint, void> _vertexArrayAttribFormat = (delegate* unmanaged<uint, uint, int, GLEnum, byte, uint, void>)context("glVertexArrayAttribFormat");
    private readonly delegate* unmanaged<uint, uint, int, GLEnum, uint, void> _vertexArrayAttribIFormat = (delegate* unmanaged<uint, uint, int, GLEnum, uint, void>)context("glVertexArrayAttribIFormat");
    private readonly delegate* unmanaged<uint, uint, uint, void> _vertexArrayAttribBinding = (delegate* unmanaged<uint, uint, uint, void>)context("glVertexArrayAttribBinding");
    private readonly delegate* unmanaged<uint, uint, uint, void> _vertexArrayBindingDivisor = (delegate* unmanaged<uint, uint, uint, void>)context("glVertexArrayBindingDivisor");
    private readonly delegate* unmanaged<uint, uint, uint, nint, uint, void> _vertexArrayVertexBuffer = (delegate* unmanaged<uint, uint, uint, nint, uint, void>)context("glVertexArrayVertexBuffer");
    private readonly delegate* unmanaged<uint, uint, void> _vertexArrayElementBuffer = (delegate* unmanaged<uint, uint, void>)context("glVertexArrayElementBuffer");
    private readonly delegate* unmanaged<GLEnum, void> _enable = (delegate* unmanaged<GLEnum, void>)context("glEnable");
    private readonly delegate* unmanaged<GLEnum, void> _disable = (delegate* unmanaged<GLEnum, void>)context("glDisable");
    private readonly delegate* unmanaged<int, int, uint, uint, void> _viewport = (delegate* unmanaged<int, int, uint, uint, void>)context("glViewport");
    private readonly delegate* unmanaged<GLEnum, GLEnum, void> _clipControl = (delegate* unmanaged<GLEnum, GLEnum, void>)context("glClipControl");
    private readonly delegate* unmanaged<GLEnum, void> _depthFunc = (delegate* unmanaged<GLEnum, void>)context("glDepthFunc");
    private readonly delegate* unmanaged<float, float, void> _polygonOffset = (delegate* unmanaged<float, float, void>)context("glPolygonOffset");
    private readonly delegate* unmanaged<GLEnum, int, uint, void> _drawArrays = (delegate* unmanaged<GLEnum, int, uint, void>)context("glDrawArrays");
    private readonly delegate* unmanaged<GLEnum, int, uint, uint, void> _drawArraysInstanced = (delegate* unmanaged<GLEnum, int, uint, uint, void>)context("glDrawArraysInstanced");
    private readonly delegate* unmanaged<GLEnum, void*, uint, uint, void> _multiDrawArraysIndirect = (delegate* unmanaged<GLEnum, void*, uint, uint, void>)context("glMultiDrawArraysIndirect");
    private readonly delegate* unmanaged<GLEnum, GLEnum, void*, uint, uint, void> _multiDrawElementsIndirect = (delegate* unmanaged<GLEnum, GLEnum, void*, uint, uint, void>)context("glMultiDrawElementsIndirect");
    private readonly delegate* unmanaged<uint, uint, uint, void> _dispatchCompute = (delegate* unmanaged<uint, uint, uint, void>)context("glDispatchCompute");
    private readonly delegate* unmanaged<uint, void> _memoryBarrier = (delegate* unmanaged<uint, void>)context("glMemoryBarrier");

    public void CreateVertexArrays(uint n, uint* arrays) => _createVertexArrays(n, arrays);

    public void DeleteVertexArrays(uint n, uint* arrays) => _deleteVertexArrays(n, arrays);

    public void BindVertexArray(uint array) => _bindVertexArray(array);

    public void EnableVertexArrayAttrib(uint vaobj, uint index) => _enableVertexArrayAttrib(vaobj, index);

    public void VertexArrayAttribFormat(uint vaobj, uint attribindex, int size, GLEnum type, bool normalized, uint relativeoffset) => _vertexArrayAttribFormat(vaobj, attribindex, size, type, (byte)(normalized ? 1 : 0), relativeoffset);

    public void VertexArrayAttribIFormat(uint vaobj, uint attribindex, int size, GLEnum type, uint relativeoffset) => _vertexArrayAttribIFormat(vaobj, attribindex, size, type, relativeoffset);

    public void VertexArrayAttribBinding(uint vaobj, uint attribindex, uint bindingindex) => _vertexArrayAttribBinding(vaobj, attribindex, bindingindex);

    public void VertexArrayBindingDivisor(uint vaobj, uint bindingindex, uint divisor) => _vertexArrayBindingDivisor(vaobj, bindingindex, divisor);

    public void VertexArrayVertexBuffer(uint vaobj, uint bindingindex, uint buffer, nint offset, uint stride) => _vertexArrayVertexBuffer(vaobj, bindingindex, buffer, offset, stride);

    public void VertexArrayElementBuffer(uint vaobj, uint buffer) => _vertexArrayElementBuffer(vaobj, buffer);

    public void Enable(GLEnum cap) => _enable(cap);

    public void Disable(GLEnum cap) => _disable(cap);

    public void Viewport(int x, int y, uint width, uint height) => _viewport(x, y, width, height);

    public void ClipControl(GLEnum origin, GLEnum depth) => _clipControl(origin, depth);

    public void DepthFunc(GLEnum func) => _depthFunc(func);

    public void PolygonOffset(float factor, float units) => _polygonOffset(factor, units);

    public void DrawArrays(GLEnum mode, int first, uint count) => _drawArrays(mode, first, count);

    public void DrawArraysInstanced(GLEnum mode, int first, uint count, uint instancecount) => _drawArraysInstanced(mode, first, count, instancecount);

    public void MultiDrawArraysIndirect(GLEnum mode, void* indirect, uint drawcount, uint stride) => _multiDrawArraysIndirect(mode, indirect, drawcount, stride);

    public void MultiDrawElementsIndirect(GLEnum mode, GLEnum type, void* indirect, uint drawcount, uint stride) => _multiDrawElementsIndirect(mode, type, indirect, drawcount, stride);

    public void DispatchCompute(uint num_groups_x, uint num_groups_y, uint num_groups_z) => _dispatchCompute(num_groups_x, num_groups_y, num_groups_z);

    public void MemoryBarrier(uint barriers) => _memoryBarrier(barriers);
}
