using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CSharpKernel.Protocol;

namespace CSharpKernel.Server;

/// <summary>Ends the kernel when the process that started it is gone: nobody could stop it any more.</summary>
internal static partial class ParentWatch
{
    private const int PollMilliseconds = 1000;

    [LibraryImport("libc")]
    private static partial int getppid();

    internal static void Start()
    {
        if (OperatingSystem.IsWindows())
            return;
        int parent = getppid();
        int? named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 1 ? id : null;
        // A kernel that was started detached has init as its parent from the start, and stays.
        if (parent <= 1 && named is null)
            return;
        new Thread(() => Watch(parent, named)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void Watch(int parent, int? named)
    {
        while (parent <= 1 || getppid() == parent)
        {
            if (named is { } id && !Directory.Exists($"/proc/{id}") && Directory.Exists("/proc/self"))
                break;
            Thread.Sleep(PollMilliseconds);
        }
        KernelLog.Write("the parent process has ended; so does the kernel");
        Process.GetCurrentProcess().Kill();
    }
}
