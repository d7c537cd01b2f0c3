using System.Xml;
using System.Xml.Linq;

namespace CSharpKernel.Notebooks;

/// <summary>Results as a Visual Studio test report, which build servers show.</summary>
internal static class TrxReport
{
    private const string List = "8c84fa94-04c1-424b-9868-57a2d4851a1d", UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";

    internal static void Write(string path, IReadOnlyList<NotebookResult> results)
    {
        var tests = results
            .Select(result => (Result: result, Name: Path.GetFileName(result.Path), Id: Guid.NewGuid(), Execution: Guid.NewGuid()))
            .ToList();
        int passed = results.Count(result => result.Succeeded);
        XElement root = Element("TestRun", [("id", Guid.NewGuid()), ("name", "notebooks")],
            Element("Results", [], tests.Select(test => Element(
                "UnitTestResult",
                [
                    ("executionId", test.Execution), ("testId", test.Id), ("testName", test.Name),
                    ("computerName", Environment.MachineName),
                    ("duration", test.Result.Elapsed.ToString("c", CultureInfo.InvariantCulture)), ("testType", UnitTest),
                    ("testListId", List), ("outcome", test.Result.Succeeded ? "Passed" : "Failed"),
                ],
                Output(test.Result)))),
            Element("TestDefinitions", [], tests.Select(test => Element(
                "UnitTest", [("name", test.Name), ("id", test.Id)],
                Element("Execution", [("id", test.Execution)]),
                Element("TestMethod", [("codeBase", test.Result.Path), ("className", "Notebooks"), ("name", test.Name)])))),
            Element("TestEntries", [], tests.Select(test => Element(
                "TestEntry", [("testId", test.Id), ("executionId", test.Execution), ("testListId", List)]))),
            Element("TestLists", [], Element("TestList", [("name", "All"), ("id", List)])),
            Element(
                "ResultSummary", [("outcome", passed == results.Count ? "Completed" : "Failed")],
                Element("Counters", [
                    ("total", results.Count), ("executed", results.Count), ("passed", passed), ("failed", results.Count - passed)])));
        WholeFile.Write(path, new XDocument(root).Save);
    }

    private static XElement[] Output(NotebookResult result) => result.Succeeded
        ? []
        : [Element("Output", [], Element("ErrorInfo", [], Element("Message", [], Printable(string.Join('\n', result.Problems)))))];

    private static XElement Element(string name, (string Name, object Value)[] attributes, params object[] content) => new(
        XNamespace.Get("http://microsoft.com/schemas/VisualStudio/TeamTest/2010") + name,
        attributes.Select(attribute => new XAttribute(attribute.Name, Printable($"{attribute.Value}"))), content);

    // XML has no place for most control characters, and what a cell prints or a file is called may hold any.
    private static string Printable(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
