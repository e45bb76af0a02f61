using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation.Motions;

/// <summary>An actor while it is simulated.</summary>
internal sealed class Mover(SampledActor actor, Model model, Pose start, MotionLimits limits, LanePosition? lane)
{
    public SampledActor Actor { get; } = actor;

    public Model Model { get; } = model;

    public MotionLimits Limits { get; } = limits;

    /// <summary>Body box in the actor's frame when it stands still; good enough for gaps and triggers.</summary>
    public Box3 Body { get; } = model.BodyBox(default);

    public Pose Pose { get; set; } = start;

    /// <summary>Where it is on its lane, while it follows one.</summary>
    public LanePosition? Lane { get; set; } = lane;

    public double Speed { get; set; } = actor.Speed;

    public double Distance { get; private set; }

    public double Phase { get; private set; }

    public double Steer { get; set; }

    public LaneChange? LaneChange { get; set; }

    /// <summary>When its indicators flash.</summary>
    public List<TurnSignal> Turns { get; } = [];

    /// <summary>Until its first step begins, whoever starts along a lane goes on along it; all others stand.</summary>
    public Motion Motion { get; set; } =
        actor.Speed > 0 && lane is not null ? new DriveProfileMotion([new ProfilePoint(0, actor.Speed)]) : new StandMotion();

    /// <summary>When its steps began, nanoseconds.</summary>
    public List<long> StepStarts { get; } = [];

    /// <summary>Index of the step under way at a time; -1: none.</summary>
    public int StepAt(long timeNs) => StepStarts.FindLastIndex(t => t <= timeNs);

    /// <summary>Index of the next step to start.</summary>
    public int NextStep { get; set; }

    public ObjectState State => new(Pose, new MotionState(Speed, Distance, Phase, Steer));

    /// <summary>Counts a way of <paramref name="metres"/> covered at the present speed: wheels turn, legs swing.</summary>
    public void Travel(double metres)
    {
        Distance += metres;
        double cycle = Model.Articulation.CycleLength(Speed);
        if (double.IsFinite(cycle) && cycle > 0)
        {
            Phase += metres / cycle;
        }
    }
}
