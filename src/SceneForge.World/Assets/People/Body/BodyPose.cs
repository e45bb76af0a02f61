using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.People.Body;

/// <summary>A leg by its foot; hip and knee follow by inverse kinematics.</summary>
/// <param name="Ankle">In the model frame.</param>
/// <param name="Foot">Model from foot.</param>
/// <param name="Toes">Model from toes.</param>
/// <param name="KneeForward">Where the knee bends to, in the model frame.</param>
internal readonly record struct LegPose(Double3 Ankle, Rotation Foot, Rotation Toes, Double3 KneeForward);

/// <summary>An arm by its joints, each relative to the piece above; the identity hangs straight down, palm inwards.</summary>
internal readonly record struct ArmPose(Rotation UpperArm, Rotation Forearm, Rotation Hand);

/// <summary>Everything that places a body's pieces.</summary>
internal struct BodyPose
{
    /// <summary>Middle between the hips, in the model frame.</summary>
    public Double3 Hips;

    /// <summary>Model from pelvis.</summary>
    public Rotation Pelvis;

    /// <summary>Relative to the pelvis.</summary>
    public Rotation Abdomen;

    /// <summary>Relative to the abdomen.</summary>
    public Rotation Chest;

    /// <summary>Relative to the chest.</summary>
    public Rotation Neck;

    /// <summary>Relative to the neck.</summary>
    public Rotation Head;

    public ArmPose LeftArm;
    public ArmPose RightArm;
    public LegPose LeftLeg;
    public LegPose RightLeg;

    /// <summary>A rigid upright body with hanging arms; the legs are still to be set.</summary>
    public static BodyPose Upright => new()
    {
        Pelvis = Rotation.Identity,
        Abdomen = Rotation.Identity,
        Chest = Rotation.Identity,
        Neck = Rotation.Identity,
        Head = Rotation.Identity,
        LeftArm = new ArmPose(Rotation.Identity, Rotation.Identity, Rotation.Identity),
        RightArm = new ArmPose(Rotation.Identity, Rotation.Identity, Rotation.Identity),
    };
}
