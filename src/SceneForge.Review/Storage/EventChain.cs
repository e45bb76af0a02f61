using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SceneForge.Review.Storage;

/// <summary>
/// Chains events by hash, so that an altered, removed or inserted record shows at the first place that does not fit.
/// The hash covers every field as a length (4 bytes, big-endian) and its UTF-8 bytes, in the order of <see cref="ReviewEvent"/>.
/// </summary>
public static class EventChain
{
    public static readonly string Start = new('0', 64);

    /// <summary>The event that follows <paramref name="previousHash"/>.</summary>
    public static ReviewEvent Link(long number, string subject, string subjectHash, string kind, string person, string time, string body,
        string previousHash)
    {
        ReviewEvent unsigned = new(number, subject, subjectHash, kind, person, time, body, previousHash, "");
        return unsigned with { Hash = HashOf(unsigned) };
    }

    /// <summary>Number of the first event that does not follow from the ones before, or null where all do.</summary>
    public static long? FirstBroken(IEnumerable<ReviewEvent> events)
    {
        long expected = 1;
        string previous = Start;
        foreach (ReviewEvent e in events)
        {
            if (!Follows(e, expected, previous))
            {
                return expected;
            }

            expected++;
            previous = e.Hash;
        }

        return null;
    }

    /// <summary>Whether an event is unaltered and stands where it says.</summary>
    public static bool Follows(ReviewEvent e, long number, string previousHash) =>
        e.Number == number && e.PreviousHash == previousHash && e.Hash == HashOf(e);

    private static string HashOf(ReviewEvent e)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string field in (ReadOnlySpan<string>)[e.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), e.Subject,
            e.SubjectHash, e.Kind, e.Person, e.Time, e.Body, e.PreviousHash])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
