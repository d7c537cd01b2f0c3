using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Tests;
using FashionNotebooks.Tests;

namespace Notebooks.Tests;

/// <summary>What <c>setup.csx</c> and the notebooks build on is there by the same name, and shows the same, in both kernels.</summary>
[Collection(SandboxCollection.Name)]
public sealed class KernelParityTests(CourseSandbox course) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parity-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OwnKernelHasWhatNotebooksUse() => AssertHasWhatNotebooksUse(KernelSpec.Own);

    [InteractiveFact]
    public void DotNetInteractiveHasWhatNotebooksUse() => AssertHasWhatNotebooksUse(InteractiveKernel.Spec);

    /// <summary>As the tool is published, with its own FSharp.Core: what VS Code's Polyglot extension starts.</summary>
    [InteractiveFact]
    public void StockDotNetInteractiveSaysWhatItsChartsLack()
    {
        string fsharp = Path.Combine(InteractiveKernel.PackageFolder, "FSharp.Core.dll");
        KernelSpec stock = InteractiveTool.Prepare(CourseFiles.Root, Path.Combine(folder, "stock"), fsharp);
        string said = string.Concat(RunInCourse(stock, "1").Select(output => CellFacts.Text(output["data"]!["text/plain"])));
        Assert.Contains("fashion kernel install --kernel interactive", said, StringComparison.Ordinal);
    }

    [InteractiveFact]
    public void CellThatHangsEndsDotNetInteractive()
    {
        (NotebookResult result, _) = Run(InteractiveKernel.Spec, budget: 2, "while (true) { }", "1");
        const string said =
            "cell 1 (a): took longer than its budget of 2.0 s and was stopped by ending its kernel, which takes no interrupts";
        Assert.Equal(said, Assert.Single(result.Problems));
    }

    [InteractiveFact]
    public void ErrorsOfDotNetInteractiveAreOneLine()
    {
        string Problem(string cell) => Assert.Single(Run(InteractiveKernel.Spec, budget: 60, cell).Result.Problems);
        Assert.Contains("error CS0103: The name 'nowhere'", Problem("nowhere"));
        Assert.Equal("cell 1 (a): Error: System.Exception: boom", Problem("throw new Exception(\"boom\");"));
    }

    /// <summary>Plotly.NET's own extension needs the FSharp.Core that the copy of the tool has.</summary>
    [InteractiveFact]
    public void PlotlyNetInteractiveShowsAChart()
    {
        (NotebookResult result, JsonObject[] outputs) = Run(
            InteractiveKernel.Spec, budget: 120, "#r \"nuget: Plotly.NET.Interactive, 6.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.14.0\"",
            "Plotly.NET.CSharp.Chart.Line<int, int, string>(x: [1, 2, 3], y: [4321, 1, 2])");
        Assert.Empty(result.Problems);
        Assert.Matches("(?s)newPlot.*4321|4321.*newPlot", CellFacts.Text(outputs[^1]["data"]!["text/html"]));
    }

    private void AssertHasWhatNotebooksUse(KernelSpec kernel)
    {
        File.WriteAllText(Path.Combine(course.Notebooks, "names.csx"), """
            using System.IO;
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Formatting;
            class Shape { public string Name = "old"; }
            """);
        File.WriteAllText(Path.Combine(course.Notebooks, "all.csx"), """"
            string before = "code above an import runs first";
            #!import names.csx

            Formatter.Register<Shape>((shape, writer) => writer.Write($$"""{"name":"{{shape.Name}}"}"""), "application/vnd.shape.v1+json");
            Formatter.Register<Shape>((shape, writer) => writer.Write($"<svg>{shape.Name}</svg>"), "image/svg+xml");
            Formatter.Register<Shape>((shape, writer) => writer.Write($"a shape, {shape.Name}"), "text/plain");
            Formatter.SetPreferredMimeTypesFor(typeof(Shape), "application/vnd.shape.v1+json", "image/svg+xml", "text/plain");
            """");
        JsonObject[] outputs = RunInCourse(
            kernel, "#!import all.csx", "DisplayedValue shown = KernelInvocationContext.Current.Display(new Shape());",
            "shown.Update(new Shape { Name = \"new\" });", "new Shape { Name = Path.GetFileName(\"x/last\") }", "HTML(\"<b>bold</b>\")",
            "KernelInvocationContext.Current.CancellationToken.CanBeCanceled ? before : \"\"",
            "Chart.Curves(\"A chart\", \"x\", \"y\", (\"line\", [1, 2], [3, 4]))", "Diagram.Triplet()",
            "new PhotoSheet(new Photo(8, 8), \"a black square\")");
        // .NET Interactive adds warnings of the compiler to some cells.
        outputs = [.. outputs.Where(output => output["data"] is not null).TakeLast(7)];
        Assert.Equal(["display_data", .. Enumerable.Repeat("execute_result", 6)], outputs.Select(output => (string)output["output_type"]!));
        JsonObject[] data = [.. outputs.Select(output => output["data"]!.AsObject())];
        foreach ((JsonObject shape, string name) in data.Zip(["new", "last"]))
        {
            AssertKinds(shape, "application/vnd.shape.v1+json", "image/svg+xml", "text/plain");
            Assert.Equal(name, (string)shape["application/vnd.shape.v1+json"]!["name"]!);
            Assert.Equal($"<svg>{name}</svg>", CellFacts.Text(shape["image/svg+xml"]));
            Assert.Equal($"a shape, {name}", CellFacts.Text(shape["text/plain"]));
        }
        Assert.Contains("<b>bold</b>", CellFacts.Text(data[2]["text/html"]));
        Assert.Equal("code above an import runs first", CellFacts.Text(data[3]["text/plain"]));
        AssertKinds(data[4], "application/vnd.plotly.v1+json", "image/svg+xml", "text/plain");
        Assert.Equal("A chart", (string)data[4]["application/vnd.plotly.v1+json"]!["layout"]!["title"]!["text"]!);
        Assert.StartsWith("<svg", CellFacts.Text(data[4]["image/svg+xml"]));
        AssertKinds(data[5], "image/svg+xml", "text/plain");
        AssertKinds(data[6], "image/png", "text/plain");
        Assert.Equal("a black square", CellFacts.Text(data[6]["text/plain"]));

        static void AssertKinds(JsonObject data, params string[] kinds) => Assert.Equal(kinds, data.Select(entry => entry.Key).Order());
    }

    /// <summary>The cells after the course's first cell.</summary>
    private JsonObject[] RunInCourse(KernelSpec kernel, params string[] cells)
    {
        string file = Path.Combine(course.Notebooks, "parity.ipynb");
        File.WriteAllText(file, NotebookJson.Of(["#!import setup.csx", .. cells]));
        NotebookResult result = course.Run("parity.ipynb", kernel);
        Assert.Empty(result.Problems);
        return [.. NotebookFile.Read(Path.Combine(course.Output, "parity.ipynb")).Cells.SelectMany(cell => cell.Outputs())];
    }

    private (NotebookResult Result, JsonObject[] Outputs) Run(KernelSpec kernel, double budget, params string[] cells)
    {
        string file = Path.Combine(folder, "small.ipynb"), output = Path.Combine(folder, "out");
        File.WriteAllText(file, NotebookJson.Of(cells));
        NotebookResult result = Assert.Single(
            NotebookRunner.Run([file], new NotebookRunOptions { Kernel = kernel, DefaultBudgetSeconds = budget, OutDirectory = output }));
        return (result, [.. NotebookFile.Read(Path.Combine(output, "small.ipynb")).Cells.SelectMany(cell => cell.Outputs())]);
    }
}
