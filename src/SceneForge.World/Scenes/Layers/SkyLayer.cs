using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// The sky: <c>"sky": "open"</c>, or <c>"sky": { "hall": { "reflectance" } }</c> for a scene within walls with a ceiling, which has no light
/// but its lamps'.
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
        hall.Finish();
        node.Finish();
        return new Content(node, (float)reflectance);
    }

    private sealed class Content(JsonNode node, float reflectance) : ILayerContent
    {
        public void AddSurfaces(SceneBuilder scene)
        {
            if (scene.HallArea.Floor <= 0)
            {
                throw node.Fail("The scene has no room with a ceiling, so it is no hall.",
                    "Give an entry of \"walls\" a \"ceiling\", or remove \"sky\".");
            }

            if (scene.HallFlux == Vector3.Zero)
            {
                throw node.Fail("The hall has no lamps, so it is dark.", "Add \"lamps\".");
            }

            // Light reflected to and fro in a closed space (Sumpner 1892): E = (flux / area) * r / (1 - r) on every surface alike.
            Vector3 ambient = scene.HallFlux * (float)(reflectance / (1 - reflectance) / scene.HallArea.All);
            Vector3 floor = scene.HallFlux * (float)(FloorShare / scene.HallArea.Floor);
            scene.Sky = new SceneSky.Hall(new HallLight(ambient, floor + ambient));
        }
    }
}
