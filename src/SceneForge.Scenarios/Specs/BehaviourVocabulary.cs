using Newtonsoft.Json.Linq;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>The actions and triggers that specs may name. Who knows the world has them; specs are read without one.</summary>
public sealed record BehaviourVocabulary(IReadOnlyList<BehaviourForm<BehaviourAction>> Actions, IReadOnlyList<BehaviourForm<Trigger>> Triggers);

/// <summary>How specs say one kind of action or trigger.</summary>
/// <param name="Word">The member that names it.</param>
/// <param name="Description">One sentence for the schema.</param>
/// <param name="Example">What the member may hold, with everything that may be given, as JSON.</param>
/// <param name="Read">Asks for its members.</param>
public sealed record BehaviourForm<T>(string Word, string Description, string Example, Func<BehaviourFields, Drawn<T>> Read)
{
    /// <summary>What the member may hold, as JSON Schema with the definitions of scenario.schema.json.</summary>
    public JObject Schema()
    {
        SchemaFields fields = new(Description);
        Read(fields);
        return fields.Schema;
    }
}
