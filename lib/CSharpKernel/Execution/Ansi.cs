namespace CSharpKernel.Execution;

/// <summary>Colours of terminal text, which front ends show in tracebacks.</summary>
internal static class Ansi
{
    internal static string Red(string text) => $"\e[1;31m{text}\e[0m";

    internal static string Green(string text) => $"\e[32m{text}\e[0m";

    internal static string Dim(string text) => $"\e[2m{text}\e[0m";
}
