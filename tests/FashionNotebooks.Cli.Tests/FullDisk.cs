using System.Diagnostics;

namespace FashionNotebooks.Cli.Tests;

/// <summary>A disk of 8 KB in memory. Mounting one needs rights that not every machine gives:
/// <see cref="FullDiskFactAttribute"/>.</summary>
internal sealed class FullDisk : IDisposable
{
    public FullDisk(string folder)
    {
        Folder = folder;
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", folder))
            throw new InvalidOperationException($"cannot mount a disk at '{folder}'");
    }

    public string Folder { get; }

    public void Dispose() => TryRun("umount", "-l", Folder);

    /// <summary>Whether this machine lets us mount.</summary>
    public static bool CanMount()
    {
        string folder = Directory.CreateTempSubdirectory("disk-").FullName;
        try
        {
            using var disk = new FullDisk(folder);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool TryRun(string program, params string[] args)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
