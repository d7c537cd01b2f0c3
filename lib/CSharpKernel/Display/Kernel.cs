namespace Microsoft.DotNet.Interactive;

/// <summary>What a cell may call without a prefix: show values, ask the user, clear the output. The names are .NET Interactive's.</summary>
public static class Kernel
{
    /// <summary>Cancelled when the user presses Stop. Long loops in native code may poll it.</summary>
    public static CancellationToken CancellationToken => CellContext.Current.Cancellation;

    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the front end. Only a live front end runs it; a stored notebook does not.</summary>
    public static void Javascript(string scriptContent) =>
        DisplayedValue.Show(HTML($"<script type=\"text/javascript\">{scriptContent}</script>"), []);

    /// <summary>Adds style rules to the page of a live front end.</summary>
    public static void CSS(string content) => DisplayedValue.Show(HTML($"<style>{content}</style>"), []);

    /// <summary>Removes the cell's output so far.</summary>
    /// <param name="wait">Keep it until the next output arrives, so that the page does not flicker.</param>
    public static void ClearOutput(bool wait = false) => CellContext.Current.Publish("clear_output", new JsonObject { ["wait"] = wait });

    /// <summary>Asks the user for a line of text.</summary>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        Task.FromResult(CellContext.Current.Ask(prompt, typeHint == "password"));

    /// <summary>Asks the user for a secret; the front end hides what is typed.</summary>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        Task.FromResult(new PasswordString(CellContext.Current.Ask(prompt, password: true)));
}

/// <summary>A secret that is not shown by accident.</summary>
public sealed class PasswordString(string password)
{
    public string GetClearTextPassword() => password;

    public override string ToString() => "******";
}

/// <summary>The running cell, by the name that notebooks for .NET Interactive know.</summary>
public sealed class KernelInvocationContext
{
    private KernelInvocationContext()
    {
    }

    public static KernelInvocationContext Current { get; } = new();

    /// <summary>Cancelled when the user presses Stop.</summary>
    public CancellationToken CancellationToken => CellContext.Current.Cancellation;

    public DisplayedValue Display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    public DisplayedValue DisplayAs(string value, string mimeType, params string[] additionalMimeTypes) =>
        value.DisplayAs(mimeType, additionalMimeTypes);
}
