namespace FashionNotebooks;

/// <summary>Paths without links: all names of a file or a folder have the same one.</summary>
public static class RealPath
{
    private const int MostLinks = 40; // as Linux

    /// <summary>The full path with every link on the way followed; what is not there stays as it is.</summary>
    public static string Of(string path) => Of(path, 0);

    private static string Of(string path, int links)
    {
        string full = Path.GetFullPath(path), real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            real = links < MostLinks && Target(next) is { } target ? Of(Path.Combine(real, target), ++links) : next;
        }
        return real;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
