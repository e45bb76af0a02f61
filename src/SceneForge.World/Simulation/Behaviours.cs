using SceneForge.Scenarios.Specs;
using SceneForge.World.Simulation.Actions;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Simulation.Triggers;

namespace SceneForge.World.Simulation;

/// <summary>Every action and every trigger that a spec may name, a line each.</summary>
public static class Behaviours
{
    public static BehaviourVocabulary All { get; } = new(
        [
            ActionForm.Of<Stand>(),
            ActionForm.Of<FollowLane>(),
            ActionForm.Of<DriveProfile>(),
            ActionForm.Of<ChangeLane>(),
            ActionForm.Of<Brake>(),
            ActionForm.Of<FollowPath>(),
            ActionForm.Of<Cross>(),
        ],
        [
            TriggerForm.Of<AtTime>(),
            TriggerForm.Of<DistanceBelow>(),
            TriggerForm.Of<TimeToCollisionBelow>(),
            TriggerForm.Of<Reach>(),
        ]);
}
