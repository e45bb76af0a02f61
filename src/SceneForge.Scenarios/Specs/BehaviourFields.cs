using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>
/// The members of an action or a trigger in a spec. A kind asks for each of them once, with bounds and description; that reads a spec and
/// makes the schema alike.
/// </summary>
public abstract class BehaviourFields
{
    /// <summary>Fastest speed that a spec may ask for, m/s.</summary>
    public const double TopSpeed = 100;

    /// <summary>Greatest acceleration that a spec may ask for, m/s2.</summary>
    public const double TopAcceleration = 30;

    private protected BehaviourFields()
    {
    }

    /// <summary>The actor's speed at time 0, m/s.</summary>
    public abstract Drawn<double> StartSpeed { get; }

    /// <summary>A kind that is a number alone, such as <c>{ "time": 3 }</c>.</summary>
    public abstract Drawn<double> Value(double min, double max);

    /// <summary>A number that has to be given.</summary>
    public abstract Drawn<double> Number(string member, string description, double min, double max);

    /// <summary>A number that may be left out.</summary>
    public abstract Drawn<double> Number(string member, string description, double min, double max, double absent);

    /// <summary>A number that may be left out; <paramref name="absent"/> then says it.</summary>
    public abstract Drawn<double> Number(string member, string description, double min, double max, Drawn<double> absent);

    /// <summary>A number that is the same in all variations.</summary>
    public abstract double Constant(string member, string description, double min, double max);

    /// <summary>A whole number that has to be given.</summary>
    public abstract Drawn<int> Whole(string member, string description, int min, int max);

    /// <summary>The name of an actor of the spec.</summary>
    public abstract string Actor(string member, string description);

    /// <summary>Where something is.</summary>
    public abstract Drawn<Place> Place(string member);

    /// <summary>A list of places, at least one.</summary>
    public abstract ImmutableArray<Drawn<Place>> Places(string member, string description);

    /// <summary>A list of objects, at least one, each read by <paramref name="read"/>.</summary>
    public abstract ImmutableArray<T> Items<T>(string member, string description, string item, Func<BehaviourFields, T> read);

    /// <summary>An error about a member that is there.</summary>
    public abstract InputException Fail(string member, string message, string mend);

    /// <summary>The members "from" and "to": two different actors.</summary>
    public (string From, string To) Pair()
    {
        string from = Actor("from", "The actor from which it is measured.");
        string to = Actor("to", "The actor to which it is measured.");
        return from.Length == 0 || from != to ? (from, to) : throw Fail("to", "\"from\" and \"to\" are the same actor.", "Name two actors.");
    }
}
