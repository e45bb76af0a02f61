using System.Text.Json.Nodes;
using SceneForge.Review.Data;
using SceneForge.Review.State;

namespace SceneForge.Review.Queues;

/// <summary>A part of a queue as the page gets it.</summary>
internal static class QueueDocument
{
    private const int MaxFrames = 2000;
    private const int MostTaken = 32;

    public static JsonObject Build(ReviewService service, FrameLists lists, Leases leases, Person person, QueuePageRequest request)
    {
        foreach (int index in request.Release ?? [])
        {
            leases.Release(index, person.Name);
        }

        FrameList list = lists.Of(request.Queue);
        return service.Read((state, statuses) =>
        {
            // What a person has still to do counts within all that was to do.
            bool isToDo = request.Queue.Status == "mine_open";
            (FrameSet so, bool isComplement) = statuses.With(state, person, isToDo ? null : request.Queue.Status, request.Queue.Reviewer);
            FrameSet all = isComplement ? list.Members.Without(so) : list.Members.And(so);
            FrameSet quarantined = statuses.Marks.Quarantined(state);
            all = request.Queue.Marked switch
            {
                "gold" => all.And(statuses.Marks.Gold(state)),
                "quarantined" => all.And(quarantined),
                _ => isToDo ? all.Without(quarantined) : all,
            };
            FrameSet done = statuses.DoneFor(person);
            FrameSet open = all.Without(done);
            HashSet<int> skip = [.. request.Skip ?? []];
            int start = request.After is { } after ? Array.IndexOf(list.Order, after) + 1 : 0;
            IEnumerable<int> rest = list.Order.Skip(start);
            IEnumerable<int> part = request.Take > 0
                ? rest.Where(i => open[i] && !skip.Contains(i)).Skip(Math.Max(0, request.Offset)).Where(i => leases.TryTake(i, person.Name))
                    .Take(Math.Min(request.Take, MostTaken))
                : rest.Where(i => isToDo ? open[i] : all[i]).Skip(Math.Max(0, request.Offset)).Take(Math.Clamp(request.Limit, 0, MaxFrames));
            int total = all.Count;
            return new JsonObject
            {
                ["total"] = total,
                ["judged"] = total - open.Count,
                ["frames"] = new JsonArray([.. part.Select(i => Entry(service.Dataset, state, statuses.Marks, person, i))]),
            };
        });
    }

    private static JsonArray Entry(ReviewedDataset dataset, ReviewState state, FrameMarks marks, Person person, int index)
    {
        FrameKey key = dataset[index];
        string status = state.Find(key) is null ? "open" : Visibility.Status(state, person, key, dataset.Digest(key) ?? "");
        return new JsonArray(index, key.Sequence, key.Camera, key.Frame, status, Visibility.Marks(state, marks, person, key));
    }
}
