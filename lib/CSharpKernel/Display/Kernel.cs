using System.Text.Json.Nodes;
using CSharpKernel.Execution;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a cell may call without a prefix: show values, ask the user, clear the output. The names are .NET Interactive's.</summary>
public static class Kernel
{
    /// <summary>Cancelled when the user presses Stop. Long loops in native code may poll it.</summary>
    public static CancellationToken CancellationToken => CellContext.Current.Cancellation;

    /// <summary>Shows a value; the result can replace it later.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The kinds to send; none means the best ones for the value.</param>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Marks text as HTML.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the front end. Only a live front end runs it; a stored notebook does not.</summary>
    public static void Javascript(string scriptContent) => DisplayedValue.Show(HTML($"<script type=\"text/javascript\">{scriptContent}</script>"), []);

    /// <summary>Adds style rules to the page of a live front end.</summary>
    public static void CSS(string content) => DisplayedValue.Show(HTML($"<style>{content}</style>"), []);

    /// <summary>Removes the cell's output so far.</summary>
    /// <param name="wait">Keep it until the next output arrives, so that the page does not flicker.</param>
    public static void ClearOutput(bool wait = false) => CellContext.Current.Publish("clear_output", new JsonObject { ["wait"] = wait });

    /// <summary>Asks the user for a line of text.</summary>
    /// <exception cref="StdinNotAllowedException">The run is headless.</exception>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        Task.FromResult(CellContext.Current.Ask(prompt, typeHint == "password"));

    /// <summary>Asks the user for a secret; the front end hides what is typed.</summary>
    /// <exception cref="StdinNotAllowedException">The run is headless.</exception>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        Task.FromResult(new PasswordString(CellContext.Current.Ask(prompt, password: true)));
}

/// <summary>A secret that is not shown by accident.</summary>
public sealed class PasswordString(string password)
{
    /// <summary>The secret itself.</summary>
    public string GetClearTextPassword() => password;

    /// <summary>Stars instead of the secret.</summary>
    public override string ToString() => "******";
}
