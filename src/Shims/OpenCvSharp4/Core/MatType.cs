namespace OpenCvSharp;

/// <summary>Type of a matrix's elements: a depth and a number of channels.</summary>
public readonly record struct MatType(int value) : IEquatable<int>
{
    public const int
        CV_8U = 0,
        CV_8S = 1,
        CV_16U = 2,
        CV_16S = 3,
        CV_32S = 4,
        CV_32F = 5,
        CV_64F = 6,
        CV_16F = 7;

    public static readonly MatType
        CV_8UC1 = CV_8UC(1),
        CV_8UC3 = CV_8UC(3),
        CV_16UC1 = CV_16UC(1),
        CV_16UC3 = CV_16UC(3),
        CV_16SC1 = CV_16SC(1),
        CV_32SC1 = CV_32SC(1),
        CV_32FC1 = CV_32FC(1),
        CV_64FC1 = CV_64FC(1);

    private const int ChannelShift = 3;

    private readonly int value = value;

    public int Value => value;

    public int Depth => value & ((1 << ChannelShift) - 1);

    public int Channels => (value >> ChannelShift) + 1;

    /// <summary>Bytes of one channel.</summary>
    internal int ChannelBytes => Depth switch
    {
        CV_8U or CV_8S => 1,
        CV_16U or CV_16S or CV_16F => 2,
        CV_32S or CV_32F => 4,
        _ => 8,
    };

    public static implicit operator MatType(int value) => new(value);

    public static explicit operator int(MatType self) => self.value;

    public static bool operator ==(MatType self, int other) => self.Equals(other);

    public static bool operator !=(MatType self, int other) => !self.Equals(other);

    public static MatType FromInt32(int value) => new(value);

    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    public static MatType CV_16UC(int ch) => MakeType(CV_16U, ch);

    public static MatType CV_16SC(int ch) => MakeType(CV_16S, ch);

    public static MatType CV_32SC(int ch) => MakeType(CV_32S, ch);

    public static MatType CV_32FC(int ch) => MakeType(CV_32F, ch);

    public static MatType CV_64FC(int ch) => MakeType(CV_64F, ch);

    public static MatType MakeType(int depth, int channels) => depth + ((channels - 1) << ChannelShift);

    public int ToInt32() => value;

    public bool Equals(int other) => value == other;
}
