using System.Diagnostics;

namespace FashionNotebooks.Tests;

/// <summary>A real PostgreSQL with pgvector in a process of its own, from npm. It serves one client at a time.</summary>
public sealed class Pglite : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("fashion-pglite-").FullName;
    private readonly bool plain;
    private Process? process;
    private string server = "127.0.0.1:0";

    private Pglite(bool plain) => this.plain = plain;

    /// <summary>Why it cannot be started here; null if it can.</summary>
    public static string? Missing { get; } =
        ((string[])["pglite", "pglite-pgvector", "pglite-socket"])
            .All(name => Directory.Exists(Path.Combine(Environment.GetEnvironmentVariable("NODE_PATH") ?? "", "@electric-sql", name)))
            ? null
            : "set NODE_PATH to a node_modules with tests/npm (`./fashion test` installs it where there is npm)";

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="plain">Without pgvector.</param>
    public static async Task<Pglite> Start(bool plain = false)
    {
        var pglite = new Pglite(plain);
        await pglite.Restart();
        return pglite;
    }

    /// <summary>The address of a catalogue.</summary>
    public string Address(string schema) => $"postgres://postgres:secret@{server}/postgres?connections=1&sslmode=disable&schema={schema}";

    /// <summary>Kills the server with SIGKILL, which leaves its files as they are at that moment.</summary>
    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    /// <summary>Starts the server again, over the same files and on the same port.</summary>
    public async Task Restart()
    {
        Kill();
        string script = Path.Combine(ProjectRoot.Path, "tests", "Shared", "pglite.cjs");
        var start = new ProcessStartInfo("node", [script, folder, server.Split(':')[1], .. plain ? ["plain"] : Array.Empty<string>()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        process = Process.Start(start)!;
        server = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException("pglite did not start");
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(folder, recursive: true);
    }
}
