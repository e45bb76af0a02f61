using Xunit;

namespace SceneForge.ReviewTests.Support;

/// <summary>A test that needs Chromium and the built page. Skipped with a word where one is missing, unless SCENEFORGE_NO_SKIP=1 is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Requirements.MaySkip)
        {
            Skip = !File.Exists(Requirements.Chromium) ? $"There is no Chromium at {Requirements.Chromium} (Debian: apt-get install chromium)."
                : !File.Exists(Path.Combine(Requirements.PageFolder, "index.html"))
                    ? "The review page is not built: npm ci && npm run build in src/SceneForge.Review/ui."
                : null!;
        }
    }
}

/// <summary>A test that starts the command, which serves the built page.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute()
    {
        if (Requirements.MaySkip && !File.Exists(Path.Combine(Requirements.PageFolder, "index.html")))
        {
            Skip = "The review page is not built: npm ci && npm run build in src/SceneForge.Review/ui.";
        }
    }
}

/// <summary>A test that needs Chromium alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Requirements.MaySkip && !File.Exists(Requirements.Chromium))
        {
            Skip = $"There is no Chromium at {Requirements.Chromium} (Debian: apt-get install chromium).";
        }
    }
}

/// <summary>A test that needs PostgreSQL's server programs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (Requirements.MaySkip && PostgresCluster.FindPrograms() is null)
        {
            Skip = "There is no PostgreSQL server here (Debian: apt-get install postgresql).";
        }
    }
}
