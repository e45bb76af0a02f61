using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SceneForge.Quality.Decisions;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Findings;
using SceneForge.Review.People;
using SceneForge.Review.Queues;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>Looking at frames and acting on them.</summary>
internal static class ReviewEndpoints
{
    /// <param name="requireVerdict">Throws where nobody may see what others did yet.</param>
    public static void Map(IEndpointRouteBuilder routes, ReviewService service, DatasetInsight insight, FindingsDocument findings, Leases leases,
        PageOffers offers, Action requireVerdict)
    {
        routes.MapGet("/api/session", (HttpContext context) =>
        {
            Session session = SessionOf(context);
            return Results.Json(new { name = session.Person.Name, role = RoleName(session.Person), guard = session.Guard });
        });

        routes.MapGet("/api/dataset", () => Results.Json(DatasetDocument(service, insight, offers)));

        routes.MapGet("/api/frames/{sequence:int}/{camera}/{frame:int}", (int sequence, string camera, int frame, HttpContext context) =>
            Frame(service, insight, context, new FrameKey(sequence, camera, frame)));

        routes.MapPost("/api/frames/{sequence:int}/{camera}/{frame:int}/acts",
            (int sequence, string camera, int frame, ActRequest request, HttpContext context) =>
        {
            FrameKey key = new(sequence, camera, frame);
            string seen = context.Request.Headers.IfMatch.ToString().Trim('"');
            if (seen.Length == 0)
            {
                return Results.Json(new { error = "If-Match is missing: say which state of the frame you saw." },
                    statusCode: StatusCodes.Status428PreconditionRequired);
            }

            Act act = ActJson.Read(request.Kind, request.Act.GetRawText());
            if (act is not (VerdictAct or CorrectionAct or CommentAct or GoldAct))
            {
                throw new ActException("This act is not one on a frame.");
            }

            service.Do(SessionOf(context).Person, key, seen, act);
            if (act is VerdictAct && service.Dataset.IndexOf(key) is >= 0 and int index)
            {
                leases.Release(index, SessionOf(context).Person.Name);
            }

            return Frame(service, insight, context, key);
        });

        routes.MapPost("/api/undo", (UndoRequest request, HttpContext context) =>
        {
            if (service.Undo(SessionOf(context).Person, request.Request) is not { } undone)
            {
                return Results.Json(new { undone = (object?)null });
            }

            JsonObject answer = new() { ["undone"] = FrameDocument.ActDocument(undone, undone.Event.SubjectHash),
                ["subject"] = undone.Event.Subject };
            if (FrameKey.TryParse(undone.Event.Subject, out FrameKey key)
                && FrameDocument.Build(service, insight, SessionOf(context).Person, key) is var (document, _))
            {
                answer["frame"] = document;
            }

            return Results.Json(answer);
        });

        routes.MapPost("/api/acts", (ActRequest request, HttpContext context) =>
        {
            Act act = ActJson.Read(request.Kind, request.Act.GetRawText());
            act = act switch
            {
                SettingAct => act,
                QuarantineAct aside => service.Read((_, statuses) => statuses.Marks.Complete(aside)),
                _ => throw new ActException("This act is not one on the dataset."),
            };

            return Results.Json(new { number = service.DoForDataset(SessionOf(context).Person, act).Event.Number });
        });

        routes.MapGet("/api/findings", (HttpContext context) =>
        {
            if (SessionOf(context).Person.Role == Role.Reviewer)
            {
                throw new ForbiddenException("A reviewer does not see others' verdicts.");
            }

            requireVerdict();
            return Results.Json(findings.Current());
        });

        routes.MapPost("/api/queue", (QueuePageRequest request, HttpContext context) =>
            Results.Json(QueueDocument.Build(service, insight.Lists, leases, SessionOf(context).Person, service.Dataset.Queue is null
                ? request
                : request with { Queue = request.Queue with { Order = "dataset", Check = null, Asset = null, Behaviour = null } })));
    }

    public static Session SessionOf(HttpContext context) => (Session)context.Items[typeof(Session)]!;

    public static string RoleName(Person person) => person.Role.ToString().ToLowerInvariant();

    private static IResult Frame(ReviewService service, DatasetInsight insight, HttpContext context, FrameKey key)
    {
        if (FrameDocument.Build(service, insight, SessionOf(context).Person, key) is not var (document, etag))
        {
            return Results.NotFound();
        }

        context.Response.Headers.ETag = $"\"{etag}\"";
        return Results.Json(document);
    }

    private static object DatasetDocument(ReviewService service, DatasetInsight insight, PageOffers offers)
    {
        ReviewedDataset dataset = service.Dataset;
        FrameFacts facts = insight.Facts;
        insight.Checks.Refresh();
        CheckResults checks = insight.Checks.Results;
        return new
        {
            scenario = dataset.Reader.Scenario,
            spec_sha256 = dataset.Reader.SpecHash,
            renderer = dataset.Reader.Renderer,
            tool = dataset.Reader.ToolVersion,
            origin = "synthetic",
            classes = dataset.Reader.Classes.Select(c => new { id = c.Id, name = c.Name, thing = c.IsThing, color = c.Color }),
            sequences = dataset.Reader.Sequences.Length,
            first_sequence = dataset.Reader.Sequences[0],
            cameras = dataset.Cameras,
            frames = dataset.Frames,
            pictures = dataset.Count,
            defects = DefectTaxonomy.Kinds.Select(k => new { id = k.Name, title = k.Title, severity = k.Severity.ToString().ToLowerInvariant() }),
            values = facts.Choices(),
            scanned = facts.Done,
            problems = facts.Problems,
            assets = facts.Assets(),
            behaviours = facts.Behaviours(),
            checks = dataset.Queue is not null
                ? null
                : new { state = checks.State, sentence = checks.Sentence,
                    names = checks.Checks.Select(c => new { name = c.Name, pictures = c.Pictures }) },
            gate = dataset.Queue is not null,
            rerendering = offers.Rerendering,
            references = offers.References,
            double_share = service.Read(s => s.DoubleShare),
        };
    }
}
