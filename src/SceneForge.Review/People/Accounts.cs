using Microsoft.AspNetCore.Identity;
using SceneForge.Quality.Decisions;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.People;

/// <summary>Accounts with passwords, hashed by the framework (PBKDF2 with a salt for each).</summary>
internal sealed class Accounts(IReviewStore store)
{
    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string Nobody = Hasher.HashPassword("", Guid.NewGuid().ToString());

    public bool Any => store.Accounts().Count > 0;

    public IReadOnlyList<Account> All => store.Accounts();

    /// <exception cref="Acts.ActException">The name or the password does not do.</exception>
    public void Add(string name, Role role, string password)
    {
        if (!PersonName.Holds(name))
        {
            throw new Acts.ActException(PersonName.Rule);
        }

        if (password.Length is < 10 or > 256)
        {
            throw new Acts.ActException("A password has 10 to 256 characters.");
        }

        if (!store.TryAddAccount(new Account(name, role, Hasher.HashPassword(name, password))))
        {
            throw new Acts.ActException($"There is already an account \"{name}\".");
        }
    }

    /// <exception cref="Acts.ActException">There is no such account.</exception>
    public void Remove(string name)
    {
        if (!store.RemoveAccount(name))
        {
            throw new Acts.ActException($"There is no account \"{name}\".");
        }
    }

    /// <summary>The person whose name and password these are, or null. Takes as long for names that do not exist.</summary>
    public Person? SignIn(string name, string password)
    {
        Account? account = store.Accounts().FirstOrDefault(a => a.Name == name);
        bool fits = Hasher.VerifyHashedPassword(name, account?.PasswordHash ?? Nobody, password) != PasswordVerificationResult.Failed;
        return fits && account is not null ? new Person(account.Name, account.Role) : null;
    }
}
