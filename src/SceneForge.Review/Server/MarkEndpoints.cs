using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Queues;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>The gold set with its versions, and what is in quarantine.</summary>
internal static class MarkEndpoints
{
    // An act's frames are listed in it; sequences are shorter.
    private const int MostFrames = 50_000;

    public static void Map(IEndpointRouteBuilder routes, ReviewService service, DatasetInsight insight)
    {
        routes.MapGet("/api/marks", (HttpContext context) =>
        {
            RequireMoreThanReviewer(context);
            return Results.Json(service.Read((state, statuses) => Marks(service.Dataset, state, statuses.Marks)));
        });

        // Whoever judges may cite a version, and read it.
        routes.MapGet("/api/gold/versions", () =>
            Results.Json(service.Read(state => state.GoldVersions.Select(d => Version(service.Dataset, d)).ToArray())));

        routes.MapGet("/api/gold/versions/{number:int}", (int number, HttpContext context) =>
        {
            RequireMoreThanReviewer(context);
            return service.Read(state => state.GoldVersions.FirstOrDefault(d => ((GoldVersionAct)d.Act)
                .Number == number)) is { Act: GoldVersionAct version }
                ? Results.Json(new { number = version.Number, hash = version.Hash, note = version.Note,
                    members = version.Members.Select(m => new { frame = m.Frame, sha256 = m.Sha256 }) })
                : Results.NotFound();
        });

        routes.MapPost("/api/gold/versions", (GoldVersionRequest request, HttpContext context) =>
        {
            Person person = ReviewEndpoints.SessionOf(context).Person;
            // Before anything is told of the gold frames.
            RequireMoreThanReviewer(context);
            RequireIntact(service);
            GoldVersionAct act = service.Read(state => state.Known(person.Name, request.Request)?.Act as GoldVersionAct
                ?? GoldSet.Next(state, service.Dataset, request.Note)) with { Request = request.Request };
            ActJson.Check(act);
            return Results.Json(Version(service.Dataset, service.DoForDataset(person, act, state =>
            {
                if (state.GoldVersions.Count != act.Number - 1)
                {
                    throw new ActException("Somebody else made a version meanwhile. Look again.");
                }
            })));
        });

        routes.MapPost("/api/quarantine", (QuarantineRequest request, HttpContext context) =>
        {
            Person person = ReviewEndpoints.SessionOf(context).Person;
            FrameSet pictures = PicturesOf(service, insight, person, request.Queue);
            if (pictures.Count == 0)
            {
                throw new ActException("No frame matches.");
            }

            QuarantineAct act = service.Read((_, statuses) => statuses.Marks.Aside(request.Cause, pictures)) with { Request = request.Request };
            if (act.Frames!.Length > MostFrames)
            {
                throw new ActException($"These are {act.Frames.Length} single frames; at most {MostFrames} go at once. Narrow the filter.");
            }

            ActJson.Check(act);
            long number = service.DoForDataset(person, act).Event.Number;
            return Results.Json(new { number, pictures = pictures.Count });
        });

        routes.MapPost("/api/quarantine/{number:long}/lift", (long number, UndoRequest request, HttpContext context) =>
        {
            LiftAct act = new(number) { Request = request.Request };
            service.DoForDataset(ReviewEndpoints.SessionOf(context).Person, act, state =>
            {
                if (!state.Quarantines.Any(q => q.Event.Number == number))
                {
                    throw new ActException("This quarantine does not stand.");
                }
            });
            return Results.Json(new { number });
        });
    }

    // A version is made of what is on the disk.
    private static void RequireIntact(ReviewService service)
    {
        (GoldFrame[] gold, FileIntegrity integrity) = service.Read((state, statuses) => (GoldSet.Of(state, service.Dataset).Where(g => g.IsUnchanged)
            .ToArray(), statuses.Marks.Integrity));
        string[] changed = [.. gold.Select(g => g.Frame).Where(f => FrameKey.TryParse(f, out FrameKey key) && !integrity.Holds(key)).Take(5)];
        if (changed.Length > 0)
        {
            throw new ActException($"Files of {string.Join(", ", changed)} are not what their manifest says. Make them anew, or withdraw these "
                + "frames.");
        }
    }

    // What a queue's filter takes, judged or not.
    private static FrameSet PicturesOf(ReviewService service, DatasetInsight insight, Person person, QueueRequest queue)
    {
        if (queue with { Order = "dataset", Seed = null, Status = null, Marked = null } == new QueueRequest() && queue.Status is null or "mine_open")
        {
            throw new ActException("Choose frames by a filter first: all frames at once cannot share a cause.");
        }

        FrameSet members = insight.Lists.Of(queue with { Order = "dataset" }).Members;
        return service.Read((state, statuses) =>
        {
            (FrameSet so, bool isComplement) = statuses.With(state, person, queue.Status == "mine_open" ? null : queue.Status, queue.Reviewer);
            FrameSet all = isComplement ? members.Without(so) : members.And(so);
            return all.Without(statuses.Marks.Quarantined(state));
        });
    }

    private static object Marks(ReviewedDataset dataset, ReviewState state, FrameMarks marks)
    {
        GoldFrame[] gold = [.. GoldSet.Of(state, dataset)];
        return new
        {
            gold = gold.Count(g => g.IsUnchanged),
            changed = gold.Where(g => !g.IsUnchanged).Select(g => g.Frame),
            versions = state.GoldVersions.Select(d => Version(dataset, d)),
            quarantined = marks.Quarantined(state).Count,
            quarantines = state.Quarantines.Select(d => (Done: d, Act: (QuarantineAct)d.Act)).Select(q => new
            {
                number = q.Done.Event.Number,
                cause = q.Act.Cause,
                person = q.Done.Event.Person,
                time = q.Done.Event.Time,
                named = q.Act.Sequences.Length * dataset.Frames * dataset.Cameras.Length + (q.Act.Frames?.Length ?? 0),
                pictures = marks.Of(q.Act).Count,
            }),
        };
    }

    private static object Version(ReviewedDataset dataset, DoneAct done)
    {
        GoldVersionAct version = (GoldVersionAct)done.Act;
        return new
        {
            number = version.Number,
            hash = version.Hash,
            holds = GoldSet.HashOf(version.Members) == version.Hash,
            frames = version.Members.Length,
            unchanged = version.Members.Count(m => FrameKey.TryParse(m.Frame, out FrameKey key) && dataset.Digest(key) == m.Sha256),
            note = version.Note,
            person = done.Event.Person,
            time = done.Event.Time,
        };
    }

    private static void RequireMoreThanReviewer(HttpContext context)
    {
        if (ReviewEndpoints.SessionOf(context).Person.Role == Role.Reviewer)
        {
            throw new ForbiddenException("A reviewer does not see what others set apart.");
        }
    }
}
