using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// The sky: <c>"sky": "open"</c>, or <c>"sky": { "hall": { "reflectance", "size" } }</c> for a scene within walls with a ceiling, which has no light
/// but its lamps'. The size (length, width, height) is a model's; rooms of <c>walls</c> have their own.
/// </summary>
internal sealed class SkyLayer : ISceneLayer
{
    // Share of the lamps' light that meets the floor directly; the rest meets walls and racks.
    private const float FloorShare = 0.9f;

    public string Member => "sky";

    public ILayerContent? Read(JsonNode? node, SceneReading reading)
    {
        if (node is null)
        {
            return null;
        }

        if (node.IsString)
        {
            node.AsChoice("open");
            return null;
        }

        JsonNode hall = node.Get("hall");
        double reflectance = hall.Find("reflectance")?.AsNumber(0, 0.95) ?? 0.5;
        (double Floor, double All) area = hall.Find("size") is { } size ? ReadSize(size) : default;
        hall.Finish();
        node.Finish();
        return new Content(node, (float)reflectance, area);
    }

    private static (double Floor, double All) ReadSize(JsonNode node)
    {
        double[] size = [.. node.Items().Select(n => n.AsNumber(1, 2000))];
        return size.Length == 3
            ? (size[0] * size[1], 2 * (size[0] * size[1] + (size[0] + size[1]) * size[2]))
            : throw node.Fail($"A size has three numbers, this one has {size.Length}.", "Write [length, width, height].");
    }

    private sealed class Content(JsonNode node, float reflectance, (double Floor, double All) area) : ILayerContent
    {
        public void AddSurfaces(SceneBuilder scene)
        {
            scene.HallArea = (scene.HallArea.Floor + area.Floor, scene.HallArea.All + area.All);
            if (scene.HallArea.Floor <= 0)
            {
                throw node.Fail("The scene has no room with a ceiling, so it is no hall.",
                    "Give an entry of \"walls\" a \"ceiling\", or the \"size\" of a model's hall, or remove \"sky\".");
            }

            if (scene.HallFlux == Vector3.Zero)
            {
                throw node.Fail("The hall has no lamps, so it is dark.", "Add \"lamps\", or a model with lights.");
            }

            // Light reflected to and fro in a closed space (Sumpner 1892): E = (flux / area) * r / (1 - r) on every surface alike.
            Vector3 ambient = scene.HallFlux * (float)(reflectance / (1 - reflectance) / scene.HallArea.All);
            Vector3 floor = scene.HallFlux * (float)(FloorShare / scene.HallArea.Floor);
            scene.Sky = new SceneSky.Hall(new HallLight(ambient, floor + ambient));
        }
    }
}
