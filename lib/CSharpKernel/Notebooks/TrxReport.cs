using System.Xml;
using System.Xml.Linq;

namespace CSharpKernel.Notebooks;

/// <summary>Results as a Visual Studio test report, which build servers show.</summary>
internal static class TrxReport
{
    private static readonly XNamespace Space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    internal static void Write(string path, IReadOnlyList<NotebookResult> results)
    {
        var tests = results.Select(result => (Result: result, Test: Guid.NewGuid(), Execution: Guid.NewGuid())).ToList();
        string list = "8c84fa94-04c1-424b-9868-57a2d4851a1d";
        int passed = results.Count(result => result.Succeeded);
        var root = new XElement(
            Space + "TestRun",
            new XAttribute("id", Guid.NewGuid()),
            new XAttribute("name", "notebooks"),
            new XElement(Space + "Results", tests.Select(test => Result(test.Result, test.Test, test.Execution, list))),
            new XElement(Space + "TestDefinitions", tests.Select(test => new XElement(
                Space + "UnitTest",
                new XAttribute("name", Path.GetFileName(test.Result.Path)),
                new XAttribute("id", test.Test),
                new XElement(Space + "Execution", new XAttribute("id", test.Execution)),
                new XElement(Space + "TestMethod", new XAttribute("codeBase", test.Result.Path), new XAttribute("className", "Notebooks"),
                    new XAttribute("name", Path.GetFileName(test.Result.Path)))))),
            new XElement(Space + "TestEntries", tests.Select(test => new XElement(
                Space + "TestEntry", new XAttribute("testId", test.Test), new XAttribute("executionId", test.Execution),
                new XAttribute("testListId", list)))),
            new XElement(Space + "TestLists", new XElement(Space + "TestList", new XAttribute("name", "All"), new XAttribute("id", list))),
            new XElement(
                Space + "ResultSummary",
                new XAttribute("outcome", passed == results.Count ? "Completed" : "Failed"),
                new XElement(Space + "Counters", new XAttribute("total", results.Count), new XAttribute("executed", results.Count),
                    new XAttribute("passed", passed), new XAttribute("failed", results.Count - passed))));
        WholeFile.Write(path, new XDocument(root).Save);
    }

    // XML has no place for most control characters, and what a cell prints may hold any.
    private static string Printable(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));

    private static XElement Result(NotebookResult result, Guid test, Guid execution, string list)
    {
        var element = new XElement(
            Space + "UnitTestResult",
            new XAttribute("executionId", execution),
            new XAttribute("testId", test),
            new XAttribute("testName", Path.GetFileName(result.Path)),
            new XAttribute("computerName", Environment.MachineName),
            new XAttribute("duration", result.Elapsed.ToString("c", CultureInfo.InvariantCulture)),
            new XAttribute("testType", "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b"),
            new XAttribute("testListId", list),
            new XAttribute("outcome", result.Succeeded ? "Passed" : "Failed"));
        if (!result.Succeeded)
            element.Add(new XElement(
                Space + "Output", new XElement(Space + "ErrorInfo",
                    new XElement(Space + "Message", Printable(string.Join('\n', result.Problems))))));
        return element;
    }
}
