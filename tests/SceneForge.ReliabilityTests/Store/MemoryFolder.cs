namespace SceneForge.ReliabilityTests.Store;

/// <summary>A temporary folder in memory where the machine has one: tests of thousands of syncs need not wait for a real disk.</summary>
internal static class MemoryFolder
{
    private const string SharedMemory = "/dev/shm";

    public static string Create() => Directory.Exists(SharedMemory)
        ? Directory.CreateDirectory(Path.Combine(SharedMemory, $"sceneforge-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("sceneforge-").FullName;
}
