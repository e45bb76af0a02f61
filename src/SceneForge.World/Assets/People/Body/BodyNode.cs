namespace SceneForge.World.Assets.People.Body;

/// <summary>The rigid pieces of a person, in the order of the model's nodes.</summary>
internal enum BodyNode
{
    Pelvis,
    Abdomen,
    Chest,
    Neck,
    Head,
    LeftUpperArm,
    LeftForearm,
    LeftHand,
    RightUpperArm,
    RightForearm,
    RightHand,
    LeftThigh,
    LeftShank,
    LeftFoot,
    LeftToes,
    RightThigh,
    RightShank,
    RightFoot,
    RightToes,

    /// <summary>Only under a skirt or a dress.</summary>
    SkirtFront,

    /// <summary>Only under a skirt or a dress.</summary>
    SkirtBack,
}
