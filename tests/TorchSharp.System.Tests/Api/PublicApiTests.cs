using System.Text.RegularExpressions;

namespace TorchSharp.Tests.Api;

/// <summary>
/// Every public member in TorchSharp's namespaces exists in TorchSharp with the same parameter names and defaults, so that
/// code written against this assembly compiles against the packages. <c>torchsharp-members.txt</c> lists TorchSharp's members of the types used here.
/// </summary>
public partial class PublicApiTests
{
    private static readonly ILookup<string, string> known = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "torchsharp-members.txt"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => Modifiers().Replace(line.Replace(" [Obsolete]", "", StringComparison.Ordinal), ""))
        .ToLookup(line => line[..line.IndexOf(" :: ", StringComparison.Ordinal)]);

    private static IEnumerable<Type> Types => typeof(torch).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("TorchSharp", StringComparison.Ordinal) == true && t.IsVisible && !typeof(Delegate).IsAssignableFrom(t));

    [Fact]
    public void EveryTypeExistsInTorchSharp()
    {
        var unknown = Types.Select(t => $"{t.Namespace}.{MemberFormat.Name(t)}").Where(name => !known.Contains(name));
        Assert.Empty(unknown);
    }

    [Fact]
    public void EveryMemberExistsInTorchSharp()
    {
        var unknown = Types.SelectMany(t => MemberFormat.Lines(t).Where(line => !IsKnown(t, line))).Order(StringComparer.Ordinal);
        Assert.Empty(unknown);
    }

    /// <summary>The sets that overload resolution depends on are complete.</summary>
    [Theory]
    [InlineData("TorchSharp.torch.Tensor", "op_Implicit", 21)]
    [InlineData("TorchSharp.Scalar", "op_Implicit", 12)]
    [InlineData("TorchSharp.torch.Size", "op_Implicit", 7)]
    [InlineData("TorchSharp.torch.TensorIndex", "op_Implicit", 5)]
    [InlineData("TorchSharp.torch.Tensor", "op_Addition", 11)]
    [InlineData("TorchSharp.torch.Tensor", "op_Equality", 3)]
    public void ConversionSetsAreComplete(string type, string name, int count)
    {
        var ours = Types.Single(t => $"{t.Namespace}.{MemberFormat.Name(t)}" == type);
        Assert.Equal(count, MemberFormat.Lines(ours).Count(line => line.Contains($" {name}(", StringComparison.Ordinal)));
        Assert.Equal(count, known[type].Count(line => line.Contains($" {name}(", StringComparison.Ordinal)));
    }

    private static bool IsKnown(Type type, string line)
    {
        string member = line[(line.IndexOf(" :: ", StringComparison.Ordinal) + 4)..];
        // Where TorchSharp's constructor takes a native handle, ours takes nothing; nobody derives from these types.
        if (type.IsAbstract && member == "protected .ctor()")
            return true;
        // TorchSharp may declare a member one class further up, or let its property be set where ours cannot.
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            var owner = t.IsGenericType ? t.GetGenericTypeDefinition() : t;
            var members = known[$"{owner.Namespace}.{MemberFormat.Name(owner)}"].Select(l => l[(l.IndexOf(" :: ", StringComparison.Ordinal) + 4)..]);
            if (members.Any(m => m == member || m == member.Replace("{ get; }", "{ get; set; }", StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"(?<= :: (protected )?(static )?)(virtual |abstract |override |sealed )+")]
    private static partial Regex Modifiers();
}
