using System.Text.Json.Nodes;
using SceneForge.Review.Data;
using SceneForge.Review.Server;
using SceneForge.Review.State;

namespace SceneForge.Review.Queues;

/// <summary>A part of a queue as the page gets it.</summary>
internal static class QueueDocument
{
    private const int MaxFrames = 2000;

    public static JsonObject Build(ReviewService service, FrameFacts facts, Leases leases, Person person, QueuePageRequest request)
    {
        foreach (int index in request.Release ?? [])
        {
            leases.Release(index, person.Name);
        }

        return service.Read(state =>
        {
            // What a person has still to do counts within all that was to do.
            bool isToDo = request.Queue.Status == "mine_open";
            int[] all = QueueBuilder.Build(service.Dataset, state, person, isToDo ? request.Queue with { Status = null } : request.Queue, facts);
            HashSet<int> skip = [.. request.Skip ?? []];
            IEnumerable<int> part = request.Take > 0
                ? all.Skip(Math.Max(0, request.Offset)).Where(i => !skip.Contains(i) && IsOpen(service.Dataset, state, person, i) && leases.TryTake(i, person.Name)).Take(Math.Min(request.Take, 32))
                : all.Where(i => !isToDo || IsOpen(service.Dataset, state, person, i)).Skip(Math.Max(0, request.Offset)).Take(Math.Clamp(request.Limit, 0, MaxFrames));
            int judged = all.Count(i => !IsOpen(service.Dataset, state, person, i));
            return new JsonObject
            {
                ["total"] = all.Length,
                ["judged"] = judged,
                ["frames"] = new JsonArray([.. part.Select(i => Entry(service.Dataset, state, person, i))]),
            };
        });
    }

    private static bool IsOpen(ReviewedDataset dataset, ReviewState state, Person person, int index)
    {
        FrameKey key = dataset[index];
        return state.Find(key) is null || QueueBuilder.IsOpenFor(state, person, key, dataset.Digest(key) ?? "");
    }

    private static JsonArray Entry(ReviewedDataset dataset, ReviewState state, Person person, int index)
    {
        FrameKey key = dataset[index];
        string status = state.Find(key) is null ? "open" : Visibility.Status(state, person, key, dataset.Digest(key) ?? "");
        return new JsonArray(index, key.Sequence, key.Camera, key.Frame, status);
    }
}
