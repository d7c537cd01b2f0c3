using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace FashionNotebooks.Course;

/// <summary>The page of a shop, served by <c>fashion serve</c> in a process of its own, which ends with this one at the latest.</summary>
public sealed class CourseServer : IDisposable
{
    private const string Said = "serving on ";
    private readonly Process process;

    private CourseServer(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where a browser finds the page.</summary>
    public Uri Address { get; }

    /// <summary>Starts the server on a port that is free, and waits until it answers.</summary>
    /// <param name="command">The path of <c>fashion.dll</c>.</param>
    /// <param name="model">The checkpoint.</param>
    /// <param name="index">The index that was built with it.</param>
    /// <param name="forPhones">True: every machine of the local network can open the page, and <see cref="Address"/> is the one for them.
    /// False: this machine alone.</param>
    /// <param name="cancellation">Stops the waiting, and the server.</param>
    /// <exception cref="InputException">The server did not start, or this machine has no address in a network.</exception>
    public static async Task<CourseServer> Start(
        string command, string model, string index, bool forPhones = false, CancellationToken cancellation = default)
    {
        string host = forPhones ? LocalAddress() : "127.0.0.1";
        string[] line = [command, "serve", "--model", model, "--index", index, "--urls", $"http://{host}:0"];
        var process = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardError = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process);
        var notes = new List<string>();
        try
        {
            while (await process.StandardError.ReadLineAsync(cancellation) is { } note)
            {
                if (note.StartsWith(Said, StringComparison.Ordinal))
                {
                    _ = process.StandardError.ReadToEndAsync(CancellationToken.None); // so that later notes find room
                    return new CourseServer(process, new Uri(note[Said.Length..].Split(' ')[0]));
                }
                notes.Add(note);
            }
        }
        catch
        {
            End(process);
            throw;
        }
        throw new InputException($"the server did not start: {string.Join("; ", notes)}");
    }

    /// <summary>Ends the server.</summary>
    public void Dispose() => End(process);

    public override string ToString() => $"the page is at {Address}";

    private static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private static string LocalAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .FirstOrDefault(own => own.Address.AddressFamily == AddressFamily.InterNetwork)?.Address.ToString()
        ?? throw new InputException("this machine has no address in a network; connect it to the network of the phone");
}
