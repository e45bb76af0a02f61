using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Recasting;

/// <summary>What a ray meets.</summary>
/// <param name="Segment">Segment id of the surface.</param>
/// <param name="InCamera">The point in the camera frame, metres; its z is the depth.</param>
/// <param name="InNextCamera">The same point of the surface one frame later, in the camera frame of then, metres; null where that camera does not
/// see it.</param>
public readonly record struct RecastSurface(int Segment, Double3 InCamera, Double3? InNextCamera);

/// <summary>A surface on a LiDAR's ray.</summary>
/// <param name="Segment">Segment id.</param>
/// <param name="Range">Metres.</param>
public readonly record struct RecastEcho(int Segment, double Range);
