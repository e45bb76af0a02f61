using System.Collections.Immutable;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>The lane profiles of all roads.</summary>
internal sealed class RoadProfiles
{
    private readonly Dictionary<(LaneSection Section, int Lane), LaneProfile> _lanes = [];
    private readonly Dictionary<Road, KerbDrops> _drops = [];

    public RoadProfiles(ImmutableArray<Road> roads)
    {
        foreach (Road road in roads)
        {
            KerbDrops drops = new(road);
            _drops.Add(road, drops);
            foreach (LaneSection section in road.Sections)
            {
                foreach (Lane lane in section.Lanes)
                {
                    if (lane.Id != 0)
                    {
                        _lanes.Add((section, lane.Id), new LaneProfile(section, lane, drops));
                    }
                }
            }
        }
    }

    public KerbDrops Drops(Road road) => _drops[road];

    public LaneProfile Of(LaneSection section, int lane) => _lanes[(section, lane)];
}
