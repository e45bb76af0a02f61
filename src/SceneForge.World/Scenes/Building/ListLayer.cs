using System.Globalization;
using SceneForge.Base.Input;

namespace SceneForge.World.Scenes.Building;

/// <summary>A layer whose member is an array of things of one kind.</summary>
internal abstract class ListLayer<T>(string member) : ISceneLayer
{
    public string Member => member;

    public ILayerContent? Read(JsonNode? node, SceneReading reading) =>
        node is null ? null : new Content(this, [.. node.Items().Select(item => ReadItem(item, reading))]);

    protected abstract T ReadItem(JsonNode node, SceneReading reading);

    protected virtual void LayGround(SceneBuilder scene, T item)
    {
    }

    /// <param name="path">Such as <c>rows/3</c>; keys what the item draws.</param>
    protected abstract void SetDown(SceneBuilder scene, T item, string path);

    private sealed class Content(ListLayer<T> layer, IReadOnlyList<T> items) : ILayerContent
    {
        public void LayGround(SceneBuilder scene)
        {
            foreach (T item in items)
            {
                layer.LayGround(scene, item);
            }
        }

        public void SetDown(SceneBuilder scene)
        {
            for (int i = 0; i < items.Count; i++)
            {
                layer.SetDown(scene, items[i], string.Create(CultureInfo.InvariantCulture, $"{layer.Member}/{i}"));
            }
        }
    }
}
