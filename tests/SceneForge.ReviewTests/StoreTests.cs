using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>
/// What every store promises: the same tests on each database. Without a PostgreSQL server here they run on SQLite, and one test says so.
/// </summary>
public sealed class StoreTests(StoreTests.Databases databases) : IClassFixture<StoreTests.Databases>
{
    private readonly string _name = $"t{Guid.NewGuid():N}";

    public static TheoryData<string> Kinds => Databases.HasServer ? ["SQLite", "PostgreSQL"] : ["SQLite"];

    [PostgresFact]
    public void Runs_on_a_PostgreSQL_server_too() => Assert.Contains("PostgreSQL", Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gives_back_what_was_put_in(string kind)
    {
        using IReviewStore store = Open(kind);
        ReviewEvent[] events = Chain(5);
        Assert.All(events, e => Assert.True(store.TryAppend(e)));
        Assert.Equal(events, store.ReadAfter(0));
        Assert.Equal(events[3..], store.ReadAfter(3));
        using IReviewStore again = Open(kind);
        Assert.Equal(events, again.ReadAfter(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gives_a_number_to_one_writer_only(string kind)
    {
        using IReviewStore store = Open(kind);
        ReviewEvent[] rivals = [.. Enumerable.Range(0, 8).Select(i => EventChain.Link(1, "dataset", "", "comment", $"person {i}",
            "2026-01-01T00:00:00.000Z", "{}", EventChain.Start))];
        int won = 0;
        Parallel.ForEach(rivals, r => Interlocked.Add(ref won, store.TryAppend(r) ? 1 : 0));
        Assert.Equal(1, won);
        Assert.Single(store.ReadAfter(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Keeps_accounts_refuses_a_name_twice_and_takes_one_away(string kind)
    {
        using IReviewStore store = Open(kind);
        Account anna = new("anna", Role.Lead, "hash");
        Assert.True(store.TryAddAccount(anna));
        Assert.False(store.TryAddAccount(anna with { Role = Role.Author }));
        Assert.Equal([anna], store.Accounts());
        Assert.False(store.RemoveAccount("ben"));
        Assert.True(store.RemoveAccount("anna"));
        Assert.Empty(store.Accounts());
        Assert.True(store.TryAddAccount(anna with { Role = Role.Author }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_any_text(string kind)
    {
        using IReviewStore store = Open(kind);
        const string text = "{\"text\":\"'; DROP TABLE events; -- \\u0000 \\uD83D\\uDE97 \u00e9\u6f22\"}";
        ReviewEvent item = EventChain.Link(1, "3/CAM'\"; --/7", "", "comment", "o'brien", "2026-01-01T00:00:00.000Z", text, EventChain.Start);
        Assert.True(store.TryAppend(item));
        Assert.Equal([item], store.ReadAfter(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shows_the_first_record_that_was_altered_behind_its_back(string kind)
    {
        using IReviewStore store = Open(kind);
        foreach (ReviewEvent item in Chain(20))
        {
            Assert.True(store.TryAppend(item));
        }

        Assert.Null(EventChain.FirstBroken(store.ReadAfter(0)));
        string[] alterations =
        [
            "UPDATE events SET body = '{\"verdict\":\"reject\"}' WHERE number = 12", "UPDATE events SET person = 'eve' WHERE number = 12",
                "UPDATE events SET time = '1999' WHERE number = 12",
            "UPDATE events SET subject_hash = 'x' WHERE number = 12", "UPDATE events SET kind = 'gold' WHERE number = 12",
                "UPDATE events SET subject = '1/C/1' WHERE number = 12",
            "UPDATE events SET hash = 'x' WHERE number = 12", "UPDATE events SET previous_hash = 'x' WHERE number = 12",
                "DELETE FROM events WHERE number = 12",
        ];
        ReviewEvent twelfth = store.ReadAfter(11)[0];
        int found = 0;
        foreach (string alteration in alterations)
        {
            Execute(kind, alteration);
            Assert.Equal(12, EventChain.FirstBroken(store.ReadAfter(0)));
            Execute(kind, "DELETE FROM events WHERE number = 12");
            Assert.True(store.TryAppend(twelfth));
            Assert.Null(EventChain.FirstBroken(store.ReadAfter(0)));
            found++;
        }

        Assert.Equal(9, found);
    }

    internal static ReviewEvent[] Chain(int count)
    {
        List<ReviewEvent> events = [];
        for (int i = 1; i <= count; i++)
        {
            events.Add(EventChain.Link(i, $"{i}/CAM_FRONT/0", new string('a', 64), "verdict", "anna",
                $"2026-01-01T00:00:{i.ToString("D2", CultureInfo.InvariantCulture)}.000Z", "{\"verdict\":\"accept\"}", events.LastOrDefault()?.Hash
                ?? EventChain.Start));
        }

        return [.. events];
    }

    private IReviewStore Open(string kind) =>
        kind == "SQLite" ? new SqliteReviewStore(databases.File(_name)) : new PostgresReviewStore(databases.Server(_name));

    private void Execute(string kind, string sql)
    {
        using DbConnection connection = kind == "SQLite"
            ? new SqliteConnection(databases.SqliteConnection(_name))
            : new NpgsqlConnection(databases.Server(_name));
        connection.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A folder for SQLite's files and a server of the tests' own.</summary>
    public sealed class Databases : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sceneforge-store-");
        private readonly Dictionary<string, string> _servers = [];
        private PostgresCluster? _cluster;

        public static bool HasServer => !Requirements.MaySkip || PostgresCluster.FindPrograms() is not null;

        public string File(string name) => Path.Combine(_folder.FullName, name);

        public string SqliteConnection(string name) => new SqliteConnectionStringBuilder { DataSource = File(name), Pooling = false }.ToString();

        public string Server(string name)
        {
            if (!_servers.TryGetValue(name, out string? connection))
            {
                _cluster ??= new PostgresCluster();
                _servers[name] = connection = _cluster.CreateDatabase(name);
            }

            return connection;
        }

        public void Dispose()
        {
            NpgsqlConnection.ClearAllPools();
            _cluster?.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
