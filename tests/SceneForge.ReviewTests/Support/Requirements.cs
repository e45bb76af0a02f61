using SceneForge.Tests;

namespace SceneForge.ReviewTests.Support;

/// <summary>What stands outside the .NET SDK.</summary>
internal static class Requirements
{
    public const string Chromium = "/usr/bin/chromium";

    public static bool MaySkip => Environment.GetEnvironmentVariable("SCENEFORGE_NO_SKIP") != "1";

    public static string PageFolder { get; } = Repository.PathOf("src", "SceneForge.Review", "ui", "dist");

    /// <summary>An empty page, for what needs no browser.</summary>
    public static string StandInPageFolder { get; } = Repository.PathOf("tests", "SceneForge.ReviewTests", "Support", "StandInPage");
}
