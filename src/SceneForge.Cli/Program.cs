using SceneForge.Cli;

return await CommandLine.RunAsync(args);
