using System.Globalization;
using System.Text;

namespace SceneForge.Packaging.Ros2;

/// <summary>metadata.yaml of a bag (rosbag2, version 5: Humble and later), and what each topic offers.</summary>
internal sealed class BagMetadata
{
    // rmw's numbers: keep all; reliable; volatile or transient local.
    private const int Volatile = 2;
    private const int TransientLocal = 1;

    private readonly SortedDictionary<string, (string Type, long Count)> _topics = new(StringComparer.Ordinal);
    private long _first = long.MaxValue;
    private long _last = long.MinValue;
    private long _count;

    /// <summary>
    /// Quality of service as rosbag2 writes it, for the channel and for metadata.yaml: reliable, everything kept; what is sent once
    /// (<c>/tf_static</c>) also for who comes later.
    /// </summary>
    public static string Quality(string topic)
    {
        const string never = "    sec: 9223372036\n    nsec: 854775807\n";
        int durability = topic == "/tf_static" ? TransientLocal : Volatile;
        return string.Create(CultureInfo.InvariantCulture,
            $"- history: 2\n  depth: 0\n  reliability: 1\n  durability: {durability}\n  deadline:\n{never}  lifespan:\n{never}"
            + $"  liveliness: 1\n  liveliness_lease_duration:\n{never}  avoid_ros_namespace_conventions: false");
    }

    /// <summary>Counts a message.</summary>
    public void Add(Ros2Message message)
    {
        _topics[message.Topic] = (message.Type, _topics.GetValueOrDefault(message.Topic).Count + 1);
        (_first, _last) = (Math.Min(_first, message.TimeNs), Math.Max(_last, message.TimeNs));
        _count++;
    }

    /// <param name="file">Of the messages, beside it.</param>
    public byte[] Write(string file)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"rosbag2_bagfile_information:");
        Line($"  version: 5");
        Line($"  storage_identifier: mcap");
        Line($"  duration:");
        Line($"    nanoseconds: {_last - _first}");
        Line($"  starting_time:");
        Line($"    nanoseconds_since_epoch: {_first}");
        Line($"  message_count: {_count}");
        Line($"  topics_with_message_count:");
        foreach ((string topic, (string type, long count)) in _topics)
        {
            Line($"    - topic_metadata:");
            Line($"        name: {topic}");
            Line($"        type: {FullName(type)}");
            Line($"        serialization_format: cdr");
            Line($"        offered_qos_profiles: \"{Quality(topic).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
            Line($"      message_count: {count}");
        }

        Line($"  compression_format: \"\"");
        Line($"  compression_mode: \"\"");
        Line($"  relative_file_paths:");
        Line($"    - {file}");
        Line($"  files:");
        Line($"    - path: {file}");
        Line($"      starting_time:");
        Line($"        nanoseconds_since_epoch: {_first}");
        Line($"      duration:");
        Line($"        nanoseconds: {_last - _first}");
        Line($"      message_count: {_count}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A type's name as ROS 2 writes it: <c>sensor_msgs/msg/Image</c>.</summary>
    public static string FullName(string type) => type.Replace("/", "/msg/", StringComparison.Ordinal);
}
