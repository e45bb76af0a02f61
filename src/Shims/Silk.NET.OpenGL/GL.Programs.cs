namespace Silk.NET.OpenGL;

/// <content>Shaders and programs.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<GLEnum, uint> _createShader = (delegate* unmanaged<GLEnum, uint>)context("glCreateShader");
    private readonly delegate* unmanaged<uint, uint, byte**, int*, void> _shaderSource = (delegate* unmanaged<uint, uint, byte**, int*, void>)context("glShaderSource");
    private readonly delegate* unmanaged<uint, void> _compileShader = (delegate* unmanaged<uint, void>)context("glCompileShader");
    private readonly delegate* unmanaged<uint, GLEnum, int*, void> _getShaderiv = (delegate* unmanaged<uint, GLEnum, int*, void>)context("glGetShaderiv");
    private readonly delegate* unmanaged<uint, uint, uint*, byte*, void> _getShaderInfoLog = (delegate* unmanaged<uint, uint, uint*, byte*, void>)context("glGetShaderInfoLog");
    private readonly delegate* unmanaged<uint, void> _deleteShader = (delegate* unmanaged<uint, void>)context("glDeleteShader");
    private readonly delegate* unmanaged<uint> _createProgram = (delegate* unmanaged<uint>)context("glCreateProgram");
    private readonly delegate* unmanaged<uint, uint, void> _attachShader = (delegate* unmanaged<uint, uint, void>)context("glAttachShader");
    private readonly delegate* unmanaged<uint, void> _linkProgram = (delegate* unmanaged<uint, void>)context("glLinkProgram");
    private readonly delegate* unmanaged<uint, GLEnum, int*, void> _getProgramiv = (delegate* unmanaged<uint, GLEnum, int*, void>)context("glGetProgramiv");
    private readonly delegate* unmanaged<uint, uint, uint*, byte*, void> _getProgramInfoLog = (delegate* unmanaged<uint, uint, uint*, byte*, void>)context("glGetProgramInfoLog");
    private readonly delegate* unmanaged<uint, void> _useProgram = (delegate* unmanaged<uint, void>)context("glUseProgram");
    private readonly delegate* unmanaged<uint, void> _deleteProgram = (delegate* unmanaged<uint, void>)context("glDeleteProgram");
    private readonly delegate* unmanaged<int, int, void> _uniform1i = (delegate* unmanaged<int, int, void>)context("glUniform1i");
    private readonly delegate* unmanaged<int, float, float, float, float, void> _uniform4f = (delegate* unmanaged<int, float, float, float, float, void>)context("glUniform4f");

    public uint CreateShader(GLEnum type) => _createShader(type);

    public void ShaderSource(uint shader, uint count, byte** @string, int* length) => _shaderSource(shader, count, @string, length);

    public void CompileShader(uint shader) => _compileShader(shader);

    public void GetShader(uint shader, GLEnum pname, int* @params) => _getShaderiv(shader, pname, @params);

    public void GetShaderInfoLog(uint shader, uint bufSize, uint* length, byte* infoLog) => _getShaderInfoLog(shader, bufSize, length, infoLog);

    public void DeleteShader(uint shader) => _deleteShader(shader);

    public uint CreateProgram() => _createProgram();

    public void AttachShader(uint program, uint shader) => _attachShader(program, shader);

    public void LinkProgram(uint program) => _linkProgram(program);

    public void GetProgram(uint program, GLEnum pname, int* @params) => _getProgramiv(program, pname, @params);

    public void GetProgramInfoLog(uint program, uint bufSize, uint* length, byte* infoLog) => _getProgramInfoLog(program, bufSize, length, infoLog);

    public void UseProgram(uint program) => _useProgram(program);

    public void DeleteProgram(uint program) => _deleteProgram(program);

    public void Uniform1(int location, int v0) => _uniform1i(location, v0);

    public void Uniform4(int location, float v0, float v1, float v2, float v3) => _uniform4f(location, v0, v1, v2, v3);
}
