namespace FashionNotebooks;

/// <summary>Why a native library does not load.</summary>
internal static class LoaderMessage
{
    /// <summary>What the system's loader says, in plain words and with the cure.</summary>
    internal static string Explain(string message)
    {
        // .NET puts its own advice first, what the loader said last.
        string said = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        if (said.Contains("GLIBCXX_", StringComparison.Ordinal))
            return "libstdc++ here is older than 13 and the step of the build that makes up for it was left out; "
                + "build again without -p:WeakenLibstdcxx=false";
        if (said.Contains("`GLIBC_", StringComparison.Ordinal))
            return "glibc here is older than 2.34; use Debian 12, Ubuntu 22.04 or newer, or the devcontainer";
        if (said.Contains("cannot open shared object file", StringComparison.Ordinal))
            return $"the library {said.Split(':')[0]} is missing; on Debian: apt-get install libstdc++6";
        if (said.Contains("0x8007007E", StringComparison.Ordinal))
            return "a DLL that it needs is missing; install the Visual C++ runtime: https://aka.ms/vs/17/release/vc_redist.x64.exe";
        return $"{said}; build again after deleting the folder artifacts";
    }
}
