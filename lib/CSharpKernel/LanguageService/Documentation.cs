using System.Xml;
using System.Xml.Linq;

namespace CSharpKernel.LanguageService;

/// <summary>Documentation comments: of cells from their source, of the framework from its reference pack, of other
/// libraries from the XML file beside them.</summary>
internal static partial class Documentation
{
    private static readonly Lazy<string?> ReferencePack = new(() =>
        DotnetRoot.Versions(Path.Combine("packs", "Microsoft.NETCore.App.Ref"))
            .SelectMany(version => Directory.GetDirectories(Path.Combine(version, "ref"))).FirstOrDefault());

    private static readonly ConcurrentDictionary<string, string> Files = new();

    /// <summary>The summary, parameters and result as text; empty when there is none.</summary>
    internal static string Of(ISymbol symbol)
    {
        string? xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml))
            xml = Find(symbol);
        try
        {
            return string.IsNullOrEmpty(xml) ? "" : Text(XElement.Parse(xml));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string? Find(ISymbol symbol)
    {
        string? id = symbol.OriginalDefinition.GetDocumentationCommentId();
        string? assembly = symbol.ContainingAssembly?.Name;
        if (id is null || assembly is null)
            return null;
        return Candidates(assembly, symbol.ContainingNamespace?.ToDisplayString() ?? "").Select(file => Member(file, id))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<string> Candidates(string assembly, string space)
    {
        if (!FrameworkReferences.Paths.ContainsKey(assembly))
            return AppDomain.CurrentDomain.GetAssemblies()
                .Where(loaded => loaded.GetName().Name == assembly && !loaded.IsDynamic && loaded.Location.Length > 0)
                .Select(loaded => Path.ChangeExtension(loaded.Location, ".xml"));
        if (ReferencePack.Value is not { } pack)
            return [];
        // An implementation assembly is documented under the names of the facades; the namespace is the best guess.
        string[] first = [assembly, space, "System.Runtime", "System.Collections", "System.Linq", "System.Console", "System.Threading"];
        return first.Select(name => Path.Combine(pack, name + ".xml")).Concat(Directory.GetFiles(pack, "*.xml")).Distinct();
    }

    private static string? Member(string file, string id)
    {
        string text = Files.GetOrAdd(file, path => File.Exists(path) ? File.ReadAllText(path) : "");
        int at = text.IndexOf($"<member name=\"{id}\"", StringComparison.Ordinal);
        int end = at < 0 ? -1 : text.IndexOf("</member>", at, StringComparison.Ordinal);
        return end < 0 ? null : text[at..(end + "</member>".Length)];
    }

    private static string Text(XElement member)
    {
        var text = new StringBuilder(Plain(member.Element("summary")));
        foreach (XElement parameter in member.Elements("param"))
            text.Append('\n').Append(parameter.Attribute("name")?.Value).Append(": ").Append(Plain(parameter));
        if (member.Element("returns") is { } returns)
            text.Append("\nReturns: ").Append(Plain(returns));
        return text.ToString().Trim();
    }

    private static string Plain(XElement? element)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        foreach (XNode node in element.DescendantNodes().Where(node => !node.Ancestors("list").Any()))
        {
            if (node is XText content)
                text.Append(content.Value);
            else if (node is XElement { IsEmpty: true } reference
                && (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword")) is { } name)
                text.Append(Qualifier().Replace(name.Value, ""));
        }
        return Space().Replace(text.ToString(), " ").Trim();
    }

    [GeneratedRegex(@"^\w:(?:[\w`]+\.)*(?=[\w`]+\.[\w`]+)|\(.*\)$|^\w:")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
