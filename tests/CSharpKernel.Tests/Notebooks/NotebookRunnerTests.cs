using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;

namespace CSharpKernel.Tests.Notebooks;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("notebooks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void RunsCellsAndStoresTheirOutputs()
    {
        string file = Notebook("good", Code("var shown = display(\"old\");"), Code("Console.WriteLine(\"é😀\"); shown.Update(\"new\");"),
            Code("Environment.GetEnvironmentVariable(\"SPEED\")"), Code("throw new Exception(\"meant\");", tag: "raises-exception"));
        NotebookResult result = Run(file);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        NotebookFile stored = NotebookFile.Read(Path.Combine(folder, "out", "good.ipynb"));
        Assert.Equal([1, 2, 3, 4], stored.Cells.Select(cell => (int)cell["execution_count"]!));
        JsonObject[] outputs = [.. stored.Cells.Select(cell => cell["outputs"]![0]!.AsObject())];
        Assert.Equal("new", (string)outputs[0]["data"]!["text/plain"]![0]!);
        Assert.Equal("é😀\n", (string)outputs[1]["text"]![0]!);
        Assert.Equal("fast", (string)outputs[2]["data"]!["text/plain"]![0]!);
        Assert.Null(outputs[0]["transient"]);
        Assert.Empty(stored.StaleOutputs());
        Assert.Contains("passed=\"1\"", File.ReadAllText(Path.Combine(folder, "report.trx")));
    }

    [Fact]
    public void ErrorEndsTheRun()
    {
        NotebookResult result = Run(Notebook("bad", Code("1"), Code("throw new Exception(\"boom\");"), Code("3")));
        Assert.Equal("cell 2 (cell-2): System.Exception: boom", Assert.Single(result.Problems));
        Assert.Equal(2, result.Cells.Count);
    }

    [Fact]
    public void AReportTakesWhateverACellPrintsOrAFileIsCalled()
    {
        string report = Path.Combine(folder, "report.trx");
        Run(Notebook("o\u0001dd", Code("throw new Exception(\"a \\u0001 b 😀\");", budget: 1e300)));
        Assert.Contains("a \uFFFD b 😀", File.ReadAllText(report));
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    /// <summary>The first cell waits for the compiler, and the budget may end before.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.6)]
    public void TheFirstCellIsStoppedHoweverEarly(double budget)
    {
        string problem = Assert.Single(Run(Notebook("early", Code("while (true) System.Threading.Thread.Sleep(5);", budget))).Problems);
        Assert.Contains("and was stopped", problem);
        Assert.DoesNotContain("did not become idle", problem);
    }

    [Fact]
    public void CellOverItsBudgetIsStopped() =>
        Assert.Contains("budget of 0.5 s", Assert.Single(Run(Notebook("slow", Code("await Task.Delay(60000);", budget: 0.5))).Problems));

    [Fact]
    public void NotebookWithoutCodeFails() =>
        Assert.Contains("no cell ran", Assert.Single(Run(Notebook("empty",
            new JsonObject { ["cell_type"] = "markdown", ["source"] = "# x", ["metadata"] = new JsonObject() })).Problems));

    [Fact]
    public void ChangedCellMakesItsOutputsStale()
    {
        JsonObject cell = Code("1 + 1");
        cell["execution_count"] = 1;
        cell["metadata"]!["course"] = new JsonObject { ["source_hash"] = NotebookFile.SourceHash("1 + 2") };
        Assert.Single(NotebookFile.Read(Notebook("stale", cell)).StaleOutputs());
        cell["metadata"]!["course"]!["source_hash"] = NotebookFile.SourceHash("1 + 1");
        Assert.Empty(NotebookFile.Read(Notebook("fresh", cell)).StaleOutputs());
    }

    [Fact]
    public void ARunThatStoresItsOutputsRenewsWhatIsStale()
    {
        JsonObject cell = Code("1 + 1");
        cell["execution_count"] = 1;
        cell["metadata"]!["course"] = new JsonObject { ["source_hash"] = NotebookFile.SourceHash("1 + 2") };
        string file = Notebook("stale", cell);
        Assert.Contains("stale", Assert.Single(Run(file).Problems));
        NotebookResult renewed = Assert.Single(NotebookRunner.Run([file], new NotebookRunOptions { OutDirectory = folder }));
        Assert.True(renewed.Succeeded, string.Join('\n', renewed.Problems));
        Assert.Empty(NotebookFile.Read(file).StaleOutputs());
    }

    [Fact]
    public void KernelThatStartedAheadEndsWithTheRun()
    {
        string mark = Guid.NewGuid().ToString();
        int Kernels() => Directory.GetDirectories("/proc").Count(process => Variables(process).Contains(mark, StringComparison.Ordinal));
        static string Variables(string process)
        {
            try
            {
                return File.ReadAllText(Path.Combine(process, "environ"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ""; // it ended, or is another user's
            }
        }
        using var cancelled = new CancellationTokenSource();
        int afterTheFirst = 0;
        var progress = new Told(_ =>
        {
            afterTheFirst = Kernels();
            cancelled.Cancel();
        });
        string[] files = [Notebook("first", Code("await Task.Delay(3000);")), Notebook("second", Code("1"))];
        var options = new NotebookRunOptions { Environment = new Dictionary<string, string> { ["MARK"] = mark } };
        Assert.ThrowsAny<OperationCanceledException>(() => NotebookRunner.Run(files, options, progress, cancelled.Token));
        Assert.Equal(1, afterTheFirst);
        Assert.Equal(0, Kernels());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"nbformat":3,"worksheets":[]}""")]
    public void BrokenFileIsOneProblem(string text)
    {
        string file = Path.Combine(folder, "broken.ipynb");
        File.WriteAllText(file, text);
        Assert.Contains("broken.ipynb", Assert.Single(Run(file).Problems));
    }

    [Fact]
    public void MissingPathIsSaid() =>
        Assert.Contains("nowhere", Assert.Throws<InvalidDataException>(() => Run(Path.Combine(folder, "nowhere"))).Message);

    [JupyterFact]
    public void FileIsWhatJupyterWrites()
    {
        Run(Notebook("same", Code("HTML(\"<p>a</p>\\n<p>b</p>\")"), Code("Console.Write(\"1\\n2\"); 1.5"),
            Code("new { A = \"\\\"q\\\" \\\\ / é\\t\" }")));
        string file = Path.Combine(folder, "out", "same.ipynb");
        (int code, string output) = Python.Run(folder, TimeSpan.FromSeconds(30), new Dictionary<string, string>(), "-c",
            $"import nbformat; n = nbformat.read('{file}', 4); nbformat.validate(n); assert nbformat.writes(n) + '\\n' == "
                + $"open('{file}').read()");
        Assert.True(code == 0, output);
    }

    [JupyterFact]
    public void NbclientRunsANotebook()
    {
        using var jupyter = new JupyterFolder();
        string file = Notebook("client", Code("int Twice(int n) => n * 2;\nTwice(21)"), Code("var d = display(1); d.Update(Twice(4));"),
            Code("Console.WriteLine(\"done\");"));
        NotebookFile notebook = NotebookFile.Read(file);
        notebook.Normalize();
        notebook.Write(file);
        const string script = """
            import nbformat, nbclient, sys
            n = nbformat.read(sys.argv[1], 4)
            nbclient.NotebookClient(n, timeout=60, kernel_name='.net-csharp').execute()
            texts = [c.outputs[0].get('text') or c.outputs[0]['data']['text/plain'] for c in n.cells]
            assert texts == ['42', '8', 'done\n'], texts
            """;
        (int code, string output) = Python.Run(folder, TimeSpan.FromSeconds(90), jupyter.Environment, "-c", script, file);
        Assert.True(code == 0, output);
    }

    private sealed class Told(Action<string> action) : IProgress<string>
    {
        public void Report(string value) => action(value);
    }

    private NotebookResult Run(string file) => Assert.Single(NotebookRunner.Run([file], new NotebookRunOptions
    {
        OutDirectory = Path.Combine(folder, "out"),
        TrxFile = Path.Combine(folder, "report.trx"),
        Environment = new Dictionary<string, string> { ["SPEED"] = "fast" },
    }));

    private string Notebook(string name, params JsonObject[] cells)
    {
        string file = Path.Combine(folder, name + ".ipynb");
        var root = new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
            ["metadata"] = new JsonObject(),
            ["cells"] = new JsonArray([.. cells.Select(cell => cell.DeepClone())])
        };
        File.WriteAllText(file, root.ToJsonString());
        return file;
    }

    private static JsonObject Code(string source, double? budget = null, string? tag = null)
    {
        var metadata = new JsonObject();
        if (budget is { } seconds)
            metadata["course"] = new JsonObject { ["budget_s"] = seconds };
        if (tag is not null)
            metadata["tags"] = new JsonArray(tag);
        return new JsonObject
        {
            ["cell_type"] = "code",
            ["source"] = source,
            ["metadata"] = metadata,
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null
        };
    }
}
