namespace Silk.NET.OpenGL;

/// <content>Textures and images.</content>
public unsafe partial class GL
{
    private readonly delegate* unmanaged<GLEnum, uint, uint*, void> _createTextures = (delegate* unmanaged<GLEnum, uint, uint*, void>)context("glCreateTextures");
    private readonly delegate* unmanaged<uint, uint*, void> _deleteTextures = (delegate* unmanaged<uint, uint*, void>)context("glDeleteTextures");
    private readonly delegate* unmanaged<uint, uint, GLEnum, uint, uint, void> _textureStorage2D = (delegate* unmanaged<uint, uint, GLEnum, uint, uint, void>)context("glTextureStorage2D");
    private readonly delegate* unmanaged<uint, uint, GLEnum, uint, uint, uint, void> _textureStorage3D = (delegate* unmanaged<uint, uint, GLEnum, uint, uint, uint, void>)context("glTextureStorage3D");
    private readonly delegate* unmanaged<uint, int, int, int, uint, uint, GLEnum, GLEnum, void*, void> _textureSubImage2D = (delegate* unmanaged<uint, int, int, int, uint, uint, GLEnum, GLEnum, void*, void>)context("glTextureSubImage2D");
    private readonly delegate* unmanaged<uint, int, int, int, int, uint, uint, uint, GLEnum, GLEnum, void*, void> _textureSubImage3D = (delegate* unmanaged<uint, int, int, int, int, uint, uint, uint, GLEnum, GLEnum, void*, void>)context("glTextureSubImage3D");
    private readonly delegate* unmanaged<uint, GLEnum, int, void> _textureParameteri = (delegate* unmanaged<uint, GLEnum, int, void>)context("glTextureParameteri");
    private readonly delegate* unmanaged<uint, GLEnum, uint, void> _textureBuffer = (delegate* unmanaged<uint, GLEnum, uint, void>)context("glTextureBuffer");
    private readonly delegate* unmanaged<uint, void> _generateTextureMipmap = (delegate* unmanaged<uint, void>)context("glGenerateTextureMipmap");
    private readonly delegate* unmanaged<uint, uint, void> _bindTextureUnit = (delegate* unmanaged<uint, uint, void>)context("glBindTextureUnit");
    private readonly delegate* unmanaged<uint, uint, int, byte, int, GLEnum, GLEnum, void> _bindImageTexture = (delegate* unmanaged<uint, uint, int, byte, int, GLEnum, GLEnum, void>)context("glBindImageTexture");
    private readonly delegate* unmanaged<uint, GLEnum, int, int, int, int, uint, GLEnum, int, int, int, int, uint, uint, uint, void> _copyImageSubData = (delegate* unmanaged<uint, GLEnum, int, int, int, int, uint, GLEnum, int, int, int, int, uint, uint, uint, void>)context("glCopyImageSubData");

    public void CreateTextures(GLEnum target, uint n, uint* textures) => _createTextures(target, n, textures);

    public void DeleteTextures(uint n, uint* textures) => _deleteTextures(n, textures);

    public void TextureStorage2D(uint texture, uint levels, GLEnum internalformat, uint width, uint height) => _textureStorage2D(texture, levels, internalformat, width, height);

    public void TextureStorage3D(uint texture, uint levels, GLEnum internalformat, uint width, uint height, uint depth) => _textureStorage3D(texture, levels, internalformat, width, height, depth);

    public void TextureSubImage2D(uint texture, int level, int xoffset, int yoffset, uint width, uint height, GLEnum format, GLEnum type, void* pixels) => _textureSubImage2D(texture, level, xoffset, yoffset, width, height, format, type, pixels);

    public void TextureSubImage3D(uint texture, int level, int xoffset, int yoffset, int zoffset, uint width, uint height, uint depth, GLEnum format, GLEnum type, void* pixels) => _textureSubImage3D(texture, level, xoffset, yoffset, zoffset, width, height, depth, format, type, pixels);

    public void TextureParameter(uint texture, GLEnum pname, int param) => _textureParameteri(texture, pname, param);

    public void TextureBuffer(uint texture, GLEnum internalformat, uint buffer) => _textureBuffer(texture, internalformat, buffer);

    public void GenerateTextureMipmap(uint texture) => _generateTextureMipmap(texture);

    public void BindTextureUnit(uint unit, uint texture) => _bindTextureUnit(unit, texture);

    public void BindImageTexture(uint unit, uint texture, int level, bool layered, int layer, GLEnum access, GLEnum format) => _bindImageTexture(unit, texture, level, (byte)(layered ? 1 : 0), layer, access, format);

    public void CopyImageSubData(uint srcName, GLEnum srcTarget, int srcLevel, int srcX, int srcY, int srcZ, uint dstName, GLEnum dstTarget, int dstLevel, int dstX, int dstY, int dstZ, uint srcWidth, uint srcHeight, uint srcDepth) => _copyImageSubData(srcName, srcTarget, srcLevel, srcX, srcY, srcZ, dstName, dstTarget, dstLevel, dstX, dstY, dstZ, srcWidth, srcHeight, srcDepth);
}
