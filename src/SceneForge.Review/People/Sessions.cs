using System.Collections.Concurrent;
using System.Security.Cryptography;
using SceneForge.Review.State;

namespace SceneForge.Review.People;

/// <summary>Who is signed in. Kept in memory; a session ends after 12 hours without a request, by a monotonic clock.</summary>
internal sealed class Sessions(TimeProvider clock)
{
    public const string Cookie = "sceneforge_review";

    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private string? _entrance;

    /// <summary>A token that opens one session, once.</summary>
    /// <param name="person">Whom it signs in.</param>
    public string CreateEntrance(Person person)
    {
        EntrancePerson = person;
        return _entrance = NewToken();
    }

    private Person? EntrancePerson { get; set; }

    /// <summary>Uses the entrance token up; null where it is wrong or was used.</summary>
    public string? Enter(string token)
    {
        string? entrance = _entrance;
        return entrance is not null && SameText(token, entrance) && Interlocked.CompareExchange(ref _entrance, null, entrance) == entrance
            ? Open(EntrancePerson!)
            : null;
    }

    /// <summary>Opens a session; returns the cookie's value.</summary>
    public string Open(Person person)
    {
        foreach ((string old, Session session) in _sessions)
        {
            if (clock.GetElapsedTime(session.LastUsed) > Idle)
            {
                _sessions.TryRemove(old, out _);
            }
        }

        string token = NewToken();
        _sessions[token] = new Session(person, NewToken(), clock.GetTimestamp());
        return token;
    }

    public Session? Find(string? token)
    {
        if (token is null || !_sessions.TryGetValue(token, out Session? session) || clock.GetElapsedTime(session.LastUsed) > Idle)
        {
            return null;
        }

        Session renewed = session with { LastUsed = clock.GetTimestamp() };
        // Not where the person signs out at this moment: that would open the session again.
        _ = _sessions.TryUpdate(token, renewed, session);
        return renewed;
    }

    public void Close(string token) => _sessions.TryRemove(token, out _);

    /// <summary>Signs a person out wherever they are signed in.</summary>
    public void CloseAll(string name)
    {
        foreach ((string token, Session session) in _sessions)
        {
            if (session.Person.Name == name)
            {
                _sessions.TryRemove(token, out _);
            }
        }
    }

    public static bool SameText(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(a), System.Text.Encoding.UTF8.GetBytes(b));

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}

/// <param name="Guard">What every changing request repeats in a header, since other sites cannot read it.</param>
internal sealed record Session(Person Person, string Guard, long LastUsed);
