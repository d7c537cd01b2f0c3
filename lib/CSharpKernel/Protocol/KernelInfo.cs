namespace CSharpKernel.Protocol;

/// <summary>What the kernel says of itself. Notebooks store <c>language_info</c>, so it must not change from run to run.</summary>
internal static class KernelInfo
{
    internal const string SpecName = ".net-csharp";
    internal const string DisplayName = ".NET (C#)";
    internal const string Language = "C#";
    internal const string ProtocolVersion = "5.3";

    internal static string Version => typeof(KernelInfo).Assembly.GetName().Version?.ToString(3) ?? "0";

    internal static string Banner =>
        $"C# kernel {Version} on {RuntimeInformation.FrameworkDescription}. `#!lsmagic` lists the magic commands.";

    internal static JsonObject LanguageInfo() => new()
    {
        ["file_extension"] = ".cs",
        ["mimetype"] = "text/x-csharp",
        ["name"] = Language,
        ["pygments_lexer"] = "csharp",
        ["version"] = "14.0",
    };

    internal static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = ProtocolVersion,
        ["implementation"] = Assembly.GetExecutingAssembly().GetName().Name,
        ["implementation_version"] = Version,
        ["language_info"] = LanguageInfo(),
        ["banner"] = Banner,
        ["debugger"] = false,
        ["help_links"] = new JsonArray(new JsonObject
        {
            ["text"] = "C# language reference",
            ["url"] = "https://learn.microsoft.com/dotnet/csharp/",
        }),
    };
}
