namespace SceneForge.Review.Storage;

/// <summary>Where acts and accounts are kept. Every call may come from any thread.</summary>
public interface IReviewStore : IDisposable
{
    /// <summary>Events after number <paramref name="after"/>, in order.</summary>
    IReadOnlyList<ReviewEvent> ReadAfter(long after);

    /// <summary>
    /// Adds an event and returns once it is on the disk; false where another process took its number first
    /// (read on, then try with the next).
    /// </summary>
    bool TryAppend(ReviewEvent item);

    IReadOnlyList<Account> Accounts();

    /// <summary>Adds an account; false where the name is taken.</summary>
    bool TryAddAccount(Account account);

    /// <summary>Takes an account away; false where there is none. What its person did stays.</summary>
    bool RemoveAccount(string name);
}

/// <summary>A person who may sign in.</summary>
/// <param name="Name">Unique.</param>
/// <param name="PasswordHash">As the framework's password hasher writes it.</param>
public sealed record Account(string Name, Role Role, string PasswordHash);

/// <summary>What a person may do.</summary>
public enum Role
{
    /// <summary>Wrote the spec: sees all, judges nothing alone.</summary>
    Author,

    /// <summary>Judges frames; does not see another's verdict before the own one where a second look is asked for.</summary>
    Reviewer,

    /// <summary>Settles disagreements, adds people, sets shares and gold frames.</summary>
    Lead,
}
