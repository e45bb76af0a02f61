using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Acts;
using SceneForge.Review.Comparisons;
using SceneForge.Review.Data;
using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Server;

/// <summary>
/// Pictures side by side: which looks more real. What differs between two variations is told only once the choice stands, so that people judge
/// the picture and not the parameter.
/// </summary>
internal static class ComparisonEndpoints
{
    private const int PairsAhead = 4;

    public static void Map(IEndpointRouteBuilder routes, ReviewService service, FrameFacts facts)
    {
        ReviewedDataset dataset = service.Dataset;
        Proposals proposals = new(dataset, facts);

        routes.MapGet("/api/pairs", (HttpContext context) =>
        {
            Person person = ReviewEndpoints.SessionOf(context).Person;
            (IReadOnlyList<ProposedPair> next, int total, int judged) = service.Read(state => proposals.NextPairs(state, person, PairsAhead));
            return Results.Json(new { total, judged, pairs = next.Select(p =>
                new { differing = p.Differing, a = Picture(dataset, p.Left), b = Picture(dataset, p.Right) }) });
        });

        routes.MapPost("/api/pairs", (ChoiceRequest request, HttpContext context) =>
        {
            Person person = ReviewEndpoints.SessionOf(context).Person;
            (FrameKey a, FrameKey b) = (Shown(dataset, request.A, request.AHash), Shown(dataset, request.B, request.BHash));
            if (a.Sequence == b.Sequence || a.Camera != b.Camera || a.Frame != b.Frame)
            {
                throw new ActException("A pair is the same camera and frame number of two variations.");
            }

            PreferenceAct act = new(request.A, request.AHash, request.B, request.BHash, request.Choice,
                proposals.Between(a.Sequence, b.Sequence)) { Request = request.Request };
            Do(service, person, act, state =>
            {
                if (Proposals.JudgedPairs(state, person).Contains(Proposals.PairOf(request.A, request.B)))
                {
                    throw new ActException("You judged this pair before.");
                }
            });
            return Results.Json(new { choice = act.Choice, differs = act.Differs });
        });

        routes.MapGet("/api/rankings", (HttpContext context) =>
        {
            Person person = ReviewEndpoints.SessionOf(context).Person;
            (IReadOnlyList<FrameKey> frames, int done) = service.Read(state => proposals.NextRanking(state, person));
            return Results.Json(new { done, frames = frames.Select(f => Picture(dataset, f)) });
        });

        routes.MapPost("/api/rankings", (RankingRequest request, HttpContext context) =>
        {
            RankingAct act = new(request.Frames, request.Hashes) { Request = request.Request };
            ActJson.Check(act);
            FrameKey[] keys = [.. request.Frames.Zip(request.Hashes, (f, h) => Shown(dataset, f, h))];
            if (keys.DistinctBy(k => (k.Camera, k.Frame)).Count() != 1)
            {
                throw new ActException("A ranking is of the same camera and frame number of several variations.");
            }

            Do(service, ReviewEndpoints.SessionOf(context).Person, act);
            return Results.Json(new { ranked = keys.Length });
        });
    }

    /// <summary>A picture as the page shows it: its key, the digest that acts name, and where it is.</summary>
    public static object Picture(ReviewedDataset dataset, FrameKey key)
    {
        SequenceFiles files = dataset.Open(key.Sequence).Files;
        return new
        {
            frame = key.ToString(),
            sha256 = dataset.Digest(key),
            picture = files.Find(key.Camera, key.Frame, "rgb") is { } file
                ? FrameDocument.Url(key.Sequence, key.Camera, key.Frame, "rgb", file)
                : null,
        };
    }

    private static void Do(ReviewService service, Person person, Act act, Action<ReviewState>? check = null)
    {
        ActJson.Check(act);
        service.DoForDataset(person, act, check);
    }

    // The frame of a key, as the person saw it.
    private static FrameKey Shown(ReviewedDataset dataset, string text, string hash)
    {
        string digest = FrameKey.TryParse(text, out FrameKey key) ? dataset.Digest(key) ?? throw NoFrame(text) : throw NoFrame(text);
        return digest == hash ? key : throw new ConflictException(digest[..16]);
    }

    private static ActException NoFrame(string text) => new($"There is no frame {text}.");
}
