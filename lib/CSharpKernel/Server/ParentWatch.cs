using System.Diagnostics;

namespace CSharpKernel.Server;

/// <summary>
/// Ends the kernel when the process that started it is gone: nobody could stop it any more. Windows does without, because a process there
/// cannot ask for its parent, and Jupyter names a handle instead of a process.
/// </summary>
internal static partial class ParentWatch
{
    private const int PollMilliseconds = 1000;

    internal static void Start()
    {
        if (OperatingSystem.IsWindows())
            return;
        int parent = getppid();
        int? named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture,
            out int id) && id > 1 ? id : null;
        // A kernel that was started detached has init as its parent from the start, and stays.
        if (parent > 1 || named is not null)
            new Thread(() => Watch(parent, named)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void Watch(int parent, int? named)
    {
        while ((parent <= 1 || getppid() == parent) && (named is not { } id || IsRunning(id)))
            Thread.Sleep(PollMilliseconds);
        KernelLog.Write("the parent process has ended; so does the kernel");
        Process.GetCurrentProcess().Kill();
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [LibraryImport("libc")]
    private static partial int getppid();
}
