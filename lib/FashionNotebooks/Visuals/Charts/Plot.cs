namespace FashionNotebooks.Visuals.Charts;

/// <summary>Interactive charts for notebook front ends that have no renderer for Plotly of their own.</summary>
public static class Plot
{
    /// <summary>
    /// Puts plotly.js into the page once; the classic Notebook then draws every later chart with it. VS Code and JupyterLab have
    /// renderers and do not need it. The script is several megabytes and is saved with the notebook: take it out before you commit.
    /// </summary>
    /// <param name="plotlyJsPath">A plotly.js or plotly.min.js file; null reads the environment variable <c>FASHION_PLOTLY</c>.</param>
    /// <returns>What the cell must show: make the call its last line.</returns>
    /// <exception cref="InputException">There is no such file, or it cannot be read or is not plotly.js.</exception>
    public static InteractivePlots EnableInteractive(string? plotlyJsPath = null)
    {
        string path = plotlyJsPath ?? Environment.GetEnvironmentVariable("FASHION_PLOTLY") ?? "";
        if (path.Length == 0)
            throw new InputException("there is no plotly.js; give the path of a plotly.min.js file, or set FASHION_PLOTLY to it");
        string script = Encoding.UTF8.GetString(InputFile.ReadAll(path));
        if (!script.Contains("Plotly", StringComparison.Ordinal))
            throw new InputException($"'{path}' is not plotly.js; give the path of a plotly.min.js file");
        return new InteractivePlots(script);
    }
}
