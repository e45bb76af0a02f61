using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>European suburban houses and garages; origin at the middle of the walls' footprint, front to +x.</summary>
internal sealed class BuildingMaker : IAssetMaker
{
    public IReadOnlyList<string> Names { get; } = ["house.detached", "house.semi", "house.terrace", "garage.single"];

    public Model Make(AssetRequest request) => MakeWithFrontage(request).Model;

    /// <summary>The building with the places that its garden leads to.</summary>
    public static Frontage MakeWithFrontage(AssetRequest request) => request.Name switch
    {
        "house.detached" => DetachedHouse.Make(request.Name, request.Random),
        "house.semi" => UnitRow.Pair(request.Name, request.Random),
        "house.terrace" => UnitRow.Terrace(request.Name, request.Random),
        _ => Garage.Make(request.Name, request.Random),
    };
}
