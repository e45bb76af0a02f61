namespace SceneForge.Base.Input;

/// <summary>Gathers the errors of independent parts of a file, so that one run reports them together.</summary>
public sealed class InputErrors
{
    /// <summary>After this many errors reading stops.</summary>
    public const int Limit = 20;

    private readonly List<InputError> _errors = [];

    /// <summary>Keeps an error once, however often the same value is read.</summary>
    public void Add(InputError error)
    {
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }

        if (_errors.Count >= Limit)
        {
            ThrowIfAny();
        }
    }

    /// <summary>Reads one part; keeps its errors and goes on with <paramref name="fallback"/> where it fails.</summary>
    public T Read<T>(T fallback, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read();
        }
        catch (InputException e)
        {
            foreach (InputError error in e.Errors)
            {
                Add(error);
            }

            return fallback;
        }
    }

    /// <exception cref="InputException">Any error was kept.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            InputException all = new([.. _errors]);
            _errors.Clear();
            throw all;
        }
    }
}
