using System.CommandLine;
using SceneForge.Cli.Reviewing;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Gate;
using SceneForge.Review.Server;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge review DIR [--urls URL] [--postgres CONNECTION] [--as NAME] [--gate] [--spec SPEC] [--reference FOLDER]</c></summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<string> url = new("--urls") { Description = "Address to listen on; a free port of this machine if not given.",
            DefaultValueFactory = _ => "http://127.0.0.1:0" };
        Option<string?> postgres = new("--postgres") { Description =
            "Connection string of a PostgreSQL database for decisions; DIR/review.db if not given. SCENEFORGE_REVIEW_POSTGRES does the same and "
                + "stays out of the process list." };
        Option<string> name = new("--as") { Description = "Your name, as decisions carry it.", DefaultValueFactory = _ => Environment.UserName };
        Option<bool> gate = new("--gate") { Description = "Shows the frames that the gate drew, and nothing else." };
        Option<string?> spec = new("--spec") { Description =
            "The spec that made the dataset, for rendering frames again; found by its hash in scenarios/ if not given." };
        Option<string?> reference = new("--reference") { Description =
            "Folder of real pictures (PNG, JPEG) of your own, shown beside frames. Nothing in it is changed or sent anywhere but to the page." };
        Command command = new("review", "Opens a server for reviewing frames in the browser.") { folder, url, postgres, name, gate, spec, reference };
        command.SetAction(async (parsed, cancellation) =>
        {
            string dataset = Path.GetFullPath(parsed.GetValue(folder)!);
            PersonOption.Require("--as", parsed.GetValue(name)!);
            RequireSpec(parsed.GetValue(spec), parsed.GetValue(gate));
            ListenAddress listen = AddressOf(parsed.GetValue(url)!);
            string reviewed = parsed.GetValue(gate) ? QueueOf(dataset) : dataset;
            string page;
            try
            {
                page = await PageBuild.EnsureAsync(AppContext.BaseDirectory, Console.WriteLine, cancellation);
            }
            catch (PageBuildException e)
            {
                throw new UsageException(e.Message);
            }

            ReviewOptions options = new()
            {
                Folder = reviewed,
                DrawnFrom = reviewed == dataset ? null : dataset,
                PageFolder = page,
                Listen = listen,
                Postgres = parsed.GetValue(postgres) ?? Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES"),
                LocalName = parsed.GetValue(name)!,
                References = parsed.GetValue(reference),
                Rerenderer = reviewed == dataset ? new FrameRerenderer(dataset, parsed.GetValue(spec)) : null,
            };
            await using ReviewServer server = await StartAsync(options, cancellation);
            Console.WriteLine($"Review: {server.Entrance}");
            Console.WriteLine($"The address signs you in once, as lead {parsed.GetValue(name)}. Others sign in at {server.Address} with an "
                + "account. Stop with Ctrl+C.");
            if (!server.Entrance.IsLoopback || !server.Address.IsLoopback)
            {
                Console.WriteLine("Passwords and pictures cross the network unencrypted: use one that you trust, or a tunnel.");
            }

            await server.WaitAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static ListenAddress AddressOf(string url)
    {
        try
        {
            return ListenAddress.Parse(url);
        }
        catch (ListenException e)
        {
            throw new UsageException($"--urls {e.Message}");
        }
    }

    private static async Task<ReviewServer> StartAsync(ReviewOptions options, CancellationToken cancellation)
    {
        try
        {
            return await ReviewServer.StartAsync(options, cancellation);
        }
        catch (ListenException e)
        {
            string message = $"--urls {e.Message}";
            throw e.MayPass ? new IOException(message) : new UsageException(message);
        }
    }

    private static void RequireSpec(string? spec, bool gate)
    {
        if (spec is not null && gate)
        {
            throw new UsageException("--spec is for rendering frames again, which the gate's queue does not offer. Leave it out.");
        }

        if (spec is not null && !File.Exists(spec))
        {
            throw new UsageException($"--spec {spec}: there is no such file.");
        }
    }

    private static string QueueOf(string dataset)
    {
        GateFolder gate = new(dataset);
        // A folder that is no dataset is named as such.
        _ = DatasetReader.Open(dataset);
        int attempt = gate.LatestAttempt;
        return attempt > 0 && gate.HasQueue(attempt)
            ? gate.QueuePath(attempt)
            : throw new UsageException("The gate has drawn nothing yet. Draw with: sceneforge gate DIR --draw");
    }
}
