namespace CSharpKernel.Protocol;

/// <summary>Lines for whoever started the kernel: the process's real error stream, which no cell redirects.</summary>
internal static class KernelLog
{
    private static readonly StreamWriter Stream = new(Console.OpenStandardError()) { AutoFlush = true };

    internal static void Write(string line)
    {
        lock (Stream)
            Stream.WriteLine($"[csharp kernel] {line}");
    }
}
