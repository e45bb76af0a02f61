using System.Data.Common;
using Dapper;

namespace SceneForge.Review.Storage;

/// <summary>The SQL that SQLite and PostgreSQL share; the two differ in how a connection is made and in column types.</summary>
public abstract class SqlReviewStore : IReviewStore
{
    private const string Columns = "number, subject, subject_hash, kind, person, time, body, previous_hash, hash";

    public IReadOnlyList<ReviewEvent> ReadAfter(long after) => Use(c =>
        c.Query<EventRow>($"SELECT {Columns} FROM events WHERE number > @after ORDER BY number", new { after })
            .Select(r => new ReviewEvent(r.number, r.subject, r.subject_hash, r.kind, r.person, r.time, r.body, r.previous_hash, r.hash))
            .ToArray());

    // The primary key decides who takes a number; an implicit transaction commits before Execute returns.
    public virtual bool TryAppend(ReviewEvent item) => Use(c => Insert(
        c,
        $"INSERT INTO events ({Columns}) VALUES (@Number, @Subject, @SubjectHash, @Kind, @Person, @Time, @Body, @PreviousHash, @Hash)",
        item));

    public IReadOnlyList<Account> Accounts() => Use(c =>
        c.Query<AccountRow>("SELECT name, role, password_hash FROM accounts ORDER BY name")
            .Select(r => new Account(r.name, Enum.Parse<Role>(r.role), r.password_hash))
            .ToArray());

    public bool TryAddAccount(Account account) => Use(c => Insert(
        c,
        "INSERT INTO accounts (name, role, password_hash) VALUES (@Name, @Role, @PasswordHash)",
        new { account.Name, Role = account.Role.ToString(), account.PasswordHash }));

    public bool RemoveAccount(string name) => Use(c => c.Execute("DELETE FROM accounts WHERE name = @name", new { name }) == 1);

    public abstract void Dispose();

    /// <summary>Runs a query on a connection that nobody else uses meanwhile.</summary>
    protected abstract T Use<T>(Func<DbConnection, T> query);

    /// <summary>Whether an error says that the key is taken.</summary>
    protected abstract bool IsTaken(DbException error);

    /// <param name="integer">The database's name of a 64-bit integer.</param>
    protected static void CreateTables(DbConnection connection, string integer) => connection.Execute($"""
        CREATE TABLE IF NOT EXISTS events (
          number {integer} PRIMARY KEY, subject TEXT NOT NULL, subject_hash TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL,
          time TEXT NOT NULL, body TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL);
        """);

    private bool Insert(DbConnection connection, string sql, object values)
    {
        try
        {
            return connection.Execute(sql, values) == 1;
        }
        catch (DbException e) when (IsTaken(e))
        {
            return false;
        }
    }

    // Column names as the tables have them: Dapper maps by name.
#pragma warning disable IDE1006, SA1300
    private sealed record EventRow(long number, string subject, string subject_hash, string kind, string person, string time, string body,
        string previous_hash, string hash);

    private sealed record AccountRow(string name, string role, string password_hash);
#pragma warning restore IDE1006, SA1300
}
