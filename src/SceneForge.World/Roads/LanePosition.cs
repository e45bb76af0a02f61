namespace SceneForge.World.Roads;

/// <summary>A place on a lane.</summary>
/// <param name="Road">OpenDRIVE id of the road.</param>
/// <param name="Lane">OpenDRIVE id of the lane: left of the reference line positive, right negative.</param>
/// <param name="S">Metres along the road's reference line.</param>
/// <param name="Offset">Metres to the left of the lane's centre, as seen along the lane's driving direction.</param>
public readonly record struct LanePosition(string Road, int Lane, double S, double Offset = 0);
