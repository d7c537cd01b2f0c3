using System.Security;

namespace CSharpKernel.Execution;

/// <summary>
/// Packages that notebooks ask for with <c>#r "nuget: Name, version"</c>: taken from this machine when they are there, else restored with
/// visible progress and a time limit. A headless run never restores unless CSHARPKERNEL_ALLOW_RESTORE is 1, because a restore without
/// network hangs.
/// </summary>
internal sealed class PackageReferences(bool headless)
{
    private readonly List<string> sources = [];

    internal void AddSource(string argument) =>
        sources.Add(argument.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) ? argument["nuget:".Length..].Trim() : argument);

    /// <summary>The libraries that are new to the session.</summary>
    /// <param name="specification">What stands behind <c>nuget:</c>.</param>
    /// <param name="assemblies">Receives folders of native libraries.</param>
    /// <param name="run">The cell: it shows progress and can be stopped.</param>
    internal IReadOnlyList<string> Resolve(string specification, SessionAssemblies assemblies, CellRun run)
    {
        string[] words = specification.Split(',', StringSplitOptions.TrimEntries);
        (string name, string version) = (words[0], words.Length > 1 ? words[1] : "");
        // This kernel speaks .NET Interactive's API itself; a library of the session may have come by path.
        if (name.StartsWith("Microsoft.DotNet.Interactive", StringComparison.OrdinalIgnoreCase) || assemblies.Files.ContainsKey(name))
            return [];
        if (OnThisMachine(name, version, assemblies) is { } known)
            return known;
        Restore(name, version, run);
        return OnThisMachine(name, version, assemblies)
            ?? throw new DirectiveException(
                $"#r: the restore of package {name} {version} ended, but its libraries are not in '{PackageFolder.Root}'");
    }

    // Never longer than two minutes.
    private void Restore(string name, string version, CellRun run)
    {
        bool allowed = Environment.GetEnvironmentVariable("CSHARPKERNEL_ALLOW_RESTORE") == "1";
        if ((headless || !run.Context.CanAsk) && !allowed)
            throw new DirectiveException($"#r: package {name} {version} is not on this machine, and a headless run does not download; "
                + "restore it before, or set CSHARPKERNEL_ALLOW_RESTORE=1");
        DisplayedValue progress = DisplayedValue.Show($"Restoring {name} {version} ...", ["text/plain"]);
        string wanted = version.Length == 0 ? "*" : version;
        string item =
            $"<PackageReference Include=\"{SecurityElement.Escape(name)}\" Version=\"{SecurityElement.Escape(wanted)}\" />";
        string extra = sources.Count == 0
            ? ""
            : $"<RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>";
        (_, string? cause) = DotnetCommand.Restore(
            item, extra, TimeSpan.FromSeconds(120), line => progress.Update($"Restoring {name} {version}: {line}"),
            run.Execution.Cancellation);
        if (cause is not null)
            throw new DirectiveException($"#r: package {name} {version} cannot be restored: {cause}");
        progress.Update($"Restored {name} {version}");
    }

    /// <summary>The libraries of a package and of all it needs, or null when something is missing.</summary>
    private static List<string>? OnThisMachine(string name, string version, SessionAssemblies assemblies)
    {
        var folders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(string Name, string? Folder)>([(name, PackageFolder.Find(name, version))]);
        while (open.TryDequeue(out (string Name, string? Folder) next))
        {
            if (next.Folder is null)
                return null;
            if (!folders.TryAdd(next.Name, next.Folder))
                continue;
            // A dependency names its lowest version; what is on the machine may be newer.
            foreach ((string needed, string lowest) in PackageFolder.Dependencies(next.Folder)
                .Where(needed => !FrameworkReferences.Paths.ContainsKey(needed.Name)))
                open.Enqueue((needed, PackageFolder.Find(needed, lowest) ?? PackageFolder.Find(needed, "")));
        }
        foreach (string folder in folders.Values)
            assemblies.AddNativeFolder(PackageFolder.NativeFolder(folder));
        return [.. folders.Values.SelectMany(PackageFolder.Libraries)
            .Where(file => !assemblies.Files.ContainsKey(Path.GetFileNameWithoutExtension(file)))];
    }
}
