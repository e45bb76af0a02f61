using SceneForge.Base.Input;

namespace SceneForge.World.Scenes.Building;

/// <summary>
/// A kind of thing that scenes are made of: one member of scene.json. A new layer is one file under Layers and one line in
/// <see cref="SceneLayers"/>; scenes/scene.schema.json describes its member for editors.
/// </summary>
internal interface ISceneLayer
{
    /// <summary>Name of the member of scene.json.</summary>
    string Member { get; }

    /// <summary>Reads the member strictly.</summary>
    /// <param name="node">Null where the scene has no such member.</param>
    /// <returns>What is to be built; null where there is nothing.</returns>
    /// <exception cref="InputException">The member is wrong.</exception>
    ILayerContent? Read(JsonNode? node, SceneReading reading);
}

/// <summary>What a layer of one scene holds. All layers go through each stage in their order before the next stage begins.</summary>
internal interface ILayerContent
{
    /// <summary>Adds what things stand on.</summary>
    void LayGround(SceneBuilder scene)
    {
    }

    /// <summary>Sets things down.</summary>
    void SetDown(SceneBuilder scene)
    {
    }

    /// <summary>Adds the meshes of the ground, which take no room.</summary>
    void AddSurfaces(SceneBuilder scene)
    {
    }
}
