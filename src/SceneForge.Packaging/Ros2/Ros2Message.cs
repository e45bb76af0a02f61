namespace SceneForge.Packaging.Ros2;

/// <summary>A message of a recording; who takes it disposes its bytes.</summary>
/// <param name="Type">Such as <c>sensor_msgs/Image</c>.</param>
/// <param name="TimeNs">When it is sent, nanoseconds since the scenario's start.</param>
internal sealed record Ros2Message(string Topic, string Type, long TimeNs, CdrWriter Cdr);
