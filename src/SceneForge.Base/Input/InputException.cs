namespace SceneForge.Base.Input;

/// <summary>Input that can never be accepted as it stands: exit code 65, never retried.</summary>
public sealed class InputException(IReadOnlyList<InputError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public InputException(InputError error)
        : this([error])
    {
    }

    public IReadOnlyList<InputError> Errors { get; } = errors;
}
