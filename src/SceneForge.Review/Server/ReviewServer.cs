using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Hosting;
using SceneForge.Review.Data;
using SceneForge.Review.Findings;
using SceneForge.Review.People;
using SceneForge.Review.Queues;
using SceneForge.Review.References;
using SceneForge.Review.Rerendering;
using SceneForge.Review.State;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Review.Server;

/// <summary>What a review server is started with.</summary>
public sealed record ReviewOptions
{
    /// <summary>The dataset's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of the built page.</summary>
    public required string PageFolder { get; init; }

    /// <summary>Where to listen. Port 0 takes any free one.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Parse("http://127.0.0.1:0");

    /// <summary>Connection string of a PostgreSQL database; without it, review.db in the dataset's folder is used.</summary>
    public string? Postgres { get; init; }

    /// <summary>The dataset that a gate's queue was drawn from: its accounts sign in, and the gate judges it. Null for an ordinary dataset.</summary>
    public string? DrawnFrom { get; init; }

    /// <summary>Folder of the user's own real pictures, shown beside frames; null: none.</summary>
    public string? References { get; init; }

    /// <summary>
    /// Renders frames again for those who look for a fault's cause; null: nobody can. The server disposes of it. Not used in a gate's queue.
    /// </summary>
    public IRerenderer? Rerenderer { get; init; }

    /// <summary>Name under which the printed address signs in.</summary>
    public required string LocalName { get; init; }
}

/// <summary>The running server.</summary>
public sealed class ReviewServer : IAsyncDisposable
{
    private const int MaxBody = 1 << 20;

    private readonly WebApplication _app;
    private readonly ReviewService _service;
    private readonly IReviewStore _accounts;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _scan;
    private readonly RerenderDesk? _rerenders;

    private ReviewServer(WebApplication app, ReviewService service, IReviewStore accounts, DatasetInsight insight, FindingsDocument findings,
        GateStanding? standing, RerenderDesk? rerenders, ReferencePictures? references)
    {
        (_app, _service, _accounts, Insight, _rerenders) = (app, service, accounts, insight, rerenders);
        _scan = Task.Run(() =>
        {
            insight.Read(_stop.Token);
            Prepare(findings);
            standing?.Look();
            references?.Measure(_stop.Token);
        });
    }

    /// <summary>What is known about frames, for tests.</summary>
    internal DatasetInsight Insight { get; }

    internal ReviewedDataset Dataset => _service.Dataset;

    /// <summary>Where it listens: <c>http://127.0.0.1:12345</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Opens a session for the person who started the server, once.</summary>
    public required Uri Entrance { get; init; }

    /// <exception cref="InputException">The dataset or the review database does not read, or its log was altered.</exception>
    /// <exception cref="ListenException">The address is taken, or not this machine's.</exception>
    public static async Task<ReviewServer> StartAsync(ReviewOptions options, CancellationToken cancellation)
    {
        ReviewedDataset dataset = new(options.Folder);
        ReferencePictures? references = options.References is { } pictures ? new ReferencePictures(pictures) : null;
        IReviewStore store = ReviewStores.Open(options.Folder, options.Postgres);
        ReviewService service = Replay(dataset, store, options);
        DatasetInsight insight = new(dataset);
        FindingsDocument findings = new(service, insight);
        Sessions sessions = new(TimeProvider.System);
        IReviewStore people = options.DrawnFrom is null ? store : ReviewStores.Open(options.DrawnFrom, options.Postgres);
        Accounts accounts = new(people);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "SceneForge.Review",
            ContentRootPath = options.PageFolder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Listen.Binding);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MaxBody;
            k.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            k.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            k.Limits.MaxConcurrentConnections = 1000;
        });
        builder.Services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
            o.SerializerOptions.RespectNullableAnnotations = true;
            o.SerializerOptions.MaxDepth = 16;
            o.SerializerOptions.AllowDuplicateProperties = false;
        });
        WebApplication app = builder.Build();
        Page page = new(options.PageFolder);
        Uri? address = null;
        Guard guard = new(sessions, host => address is { } own && options.Listen.IsOwn(host, own.Port));
        app.Use(next => context => Failures.InvokeAsync(context, next));
        app.Use(next => context => guard.InvokeAsync(context, next));
        app.Use(next => context => page.InvokeAsync(context, next));
        app.UseRouting();
        GateStanding? standing = options.DrawnFrom is { } drawn ? new GateStanding(drawn, options.Folder, store, service) : null;
        Action requireVerdict = dataset.Queue is null ? () =>
            { } : standing is null ? () => throw GateStanding.StillToCome() : standing.RequireVerdict;
        FileEndpoints.Map(app, dataset);
        ReviewEndpoints.Map(app, service, insight, findings, new Leases(TimeProvider.System),
            new PageOffers(Rerendering: options.Rerenderer is not null && dataset.Queue is null, References: references is not null), requireVerdict);
        PeopleEndpoints.Map(app, sessions, accounts);
        ExportEndpoints.Map(app, service, store, requireVerdict);
        if (references is not null)
        {
            ReferenceEndpoints.Map(app, references);
        }

        RerenderDesk? rerenders = options.Rerenderer is null ? null : new RerenderDesk(options.Rerenderer);
        if (dataset.Queue is null)
        {
            // In the gate's queue frames of several variations beside each other, or rendered again, would tell planted ones from drawn ones.
            ComparisonEndpoints.Map(app, service, insight.Facts);
            MarkEndpoints.Map(app, service, insight);
            if (rerenders is not null)
            {
                RerenderEndpoints.Map(app, dataset, rerenders);
            }
        }

        if (standing is not null)
        {
            GateEndpoints.Map(app, standing);
        }

        await ListenAsync(app, options.Listen, cancellation);
        address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        // The person who started the server holds its console: they lead.
        string token = sessions.CreateEntrance(new Person(options.LocalName, Role.Lead));
        return new ReviewServer(app, service, people, insight, findings, standing, rerenders, references)
        {
            Address = ListenAddress.ForPeople(address, here: false),
            Entrance = new Uri(ListenAddress.ForPeople(address, here: true), $"/open/{token}"),
        };
    }

    public Task WaitAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        try
        {
            await _scan;
        }
        catch (OperationCanceledException)
        {
        }

        _rerenders?.Dispose();
        _service.Dispose();
        _accounts.Dispose();
        _stop.Dispose();
    }

    private static ReviewService Replay(ReviewedDataset dataset, IReviewStore store, ReviewOptions options)
    {
        try
        {
            return new ReviewService(dataset, store, TimeProvider.System);
        }
        catch (BrokenLogException e)
        {
            store.Dispose();
            string name = options.Postgres is null ? Path.Combine(options.Folder, ReviewStores.File) : "the review database";
            throw new InputException(new InputError(name, 0, 0, "", e.Message,
                "Restore it from a copy; what follows that record cannot be trusted."));
        }
    }

    // The first who asks finds most of it made. Where the store does not answer, whoever asks later is told.
    private static void Prepare(FindingsDocument findings)
    {
        try
        {
            _ = findings.Current();
        }
        catch (DbException)
        {
        }
    }

    private static async Task ListenAsync(WebApplication app, ListenAddress address, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw e.InnerException is AddressInUseException
                ? new ListenException($"{address.Binding}: another program listens there already. Take another port, or none for a free one.",
                    mayPass: true)
                : new ListenException($"{address.Binding}: this machine cannot listen there: {(e.InnerException ?? e).Message}.");
        }
    }
}
