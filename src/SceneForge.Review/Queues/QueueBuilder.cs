using System.Security.Cryptography;
using System.Text;
using SceneForge.Review.Data;
using SceneForge.Review.State;

namespace SceneForge.Review.Queues;

/// <summary>Lists the pictures that a request asks for, in its order.</summary>
internal static class QueueBuilder
{
    /// <returns>Places in the dataset's list.</returns>
    public static int[] Build(ReviewedDataset dataset, ReviewState state, Person person, QueueRequest request, IFrameFacts facts)
    {
        List<int> frames = [];
        for (int index = 0; index < dataset.Count; index++)
        {
            FrameKey key = dataset[index];
            if ((request.Camera is null || key.Camera == request.Camera)
                && (request.Sequence is null || key.Sequence == request.Sequence)
                && (request.Class is null || facts.Shows(index, request.Class.Value))
                && (request.Values is null || facts.Matches(key.Sequence, request.Values))
                && HasStatus(dataset, state, person, key, request))
            {
                frames.Add(index);
            }
        }

        int[] list = [.. frames];
        switch (request.Order)
        {
            case "dataset":
                break;
            case "random":
                ulong seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(request.Seed ?? "")));
                Array.Sort(Array.ConvertAll(list, i => Mix(seed + (ulong)i * 0x9E3779B97F4A7C15)), list);
                break;
            case "worst":
                // Stable: frames of the same score stay in the dataset's order.
                list = [.. list.OrderByDescending(facts.Score)];
                break;
            default:
                throw new Acts.ActException("The order is dataset, worst or random.");
        }

        return list;
    }

    private static bool HasStatus(ReviewedDataset dataset, ReviewState state, Person person, FrameKey key, QueueRequest request)
    {
        if (request.Status is null && request.Reviewer is null)
        {
            return true;
        }

        // A frame that nobody touched is open; only the others need their digest.
        if (state.Find(key) is not { } review)
        {
            return request.Reviewer is null && request.Status is null or "open";
        }

        string digest = dataset.Digest(key) ?? "";
        return (request.Reviewer is null || review.Verdicts(digest).ContainsKey(request.Reviewer) && (request.Reviewer == person.Name || Visibility.SeesOthers(state, person, key, digest)))
            && (request.Status is null
                || Visibility.Status(state, person, key, digest) == request.Status);
    }

    /// <summary>Whether a frame still waits for this person: nobody judged it, or a second look is due and the first was not theirs.</summary>
    public static bool IsOpenFor(ReviewState state, Person person, FrameKey key, string digest) =>
        state.Find(key) is not { } review
        || review.Status(digest, state.IsDouble(key, digest)) is "open" or "second" or "cannot_judge" && !review.Verdicts(digest).ContainsKey(person.Name);

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit of the argument.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
