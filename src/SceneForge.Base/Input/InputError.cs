namespace SceneForge.Base.Input;

/// <summary>One thing wrong with an input file, where it stands, and how to mend it.</summary>
/// <param name="File">Path as the user gave it.</param>
/// <param name="Line">Line, counted from 1; 0 if the file as a whole is meant.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) or, for XML, an element path.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record InputError(string File, int Line, int Column, string Pointer, string Message, string Mend)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {(Pointer.Length == 0 ? "/" : Pointer)}: {Message} {Mend}".TrimEnd();
}
