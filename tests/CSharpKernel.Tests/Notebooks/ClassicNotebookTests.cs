using System.Text.Json;

namespace CSharpKernel.Tests.Notebooks;

/// <summary>A person in front of the classic Jupyter Notebook: Run All, outputs that change while a cell runs, Stop, and on.</summary>
public sealed class ClassicNotebookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("classic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [BrowserFact]
    public void RunsAllUpdatesOutputsAndStops()
    {
        string notebook = Path.Combine(folder, "page.ipynb");
        string[] cells =
        [
            "var kept = 42;\nvar shown = \"step 0\".Display();\nfor (int i = 1; i < 6; i++) { await Task.Delay(250); shown.Update($\"step "
                + "{i}\"); }",
            "HTML(\"<svg width='20' height='20'><circle cx='10' cy='10' r='8'/></svg>\")",
            "for (int i = 0; i < 4; i++) { await Task.Delay(1000); } // slow",
        ];
        File.WriteAllText(notebook, NotebookJson.Of(cells));
        using var jupyter = new JupyterFolder();
        string script = Path.Combine(AppContext.BaseDirectory, "jupyter", "classic_notebook.py");
        (int code, string output) = Python.Run(
            folder, TimeSpan.FromMinutes(4), jupyter.Environment, script, notebook, Path.Combine(folder, "screens"), "--stop", "slow",
            "--state", "kept == 42", "--port", "18895");
        Assert.True(code == 0, output);
        JsonElement seen = JsonDocument.Parse(output.Split('\n').First(line => line.StartsWith('{'))).RootElement;
        Assert.Equal(3, seen.GetProperty("done").GetInt32());
        Assert.Empty(seen.GetProperty("errors").EnumerateArray());
        Assert.Equal(1, seen.GetProperty("pictures").GetInt32());
        Assert.True(seen.GetProperty("changes").GetInt32() > 4, output);
        Assert.True(seen.GetProperty("state_survived").GetBoolean(), output);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "screens"), "*.png"));
    }
}
