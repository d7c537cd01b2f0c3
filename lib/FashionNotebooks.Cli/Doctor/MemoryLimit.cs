namespace FashionNotebooks.Cli.Doctor;

/// <summary>
/// How much memory this process may use. .NET's own figure is what its objects may take, three quarters of a container's limit; tensors are
/// not its objects.
/// </summary>
internal static class MemoryLimit
{
    private const string Root = "/sys/fs/cgroup";

    public static long Bytes()
    {
        long machine = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        long container = OperatingSystem.IsLinux() ? OfGroups(Root, OwnGroup()) : long.MaxValue;
        return container == long.MaxValue ? machine : container;
    }

    /// <summary>The tightest limit from a group up to the root of all groups; <see cref="long.MaxValue"/> where none is set.</summary>
    internal static long OfGroups(string root, string group)
    {
        long tightest = Limit(Path.Combine(root, "memory", "memory.limit_in_bytes")); // the first version of groups
        for (string? folder = Path.Join(root, group); folder is not null
            && folder.StartsWith(root, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder))
            tightest = Math.Min(tightest, Limit(Path.Combine(folder, "memory.max")));
        return tightest;
    }

    // "max" stands for no limit; the first version writes a number near the largest instead.
    private static long Limit(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file), out long bytes) && bytes < 1L << 60 ? bytes : long.MaxValue;

    private static string OwnGroup() =>
        File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..] ?? "";
}
