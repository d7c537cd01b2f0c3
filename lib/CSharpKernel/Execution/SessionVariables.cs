using System.Reflection;

namespace CSharpKernel.Execution;

/// <summary>Reads the variables that cells declared.</summary>
internal static class SessionVariables
{
    /// <summary>The newest of each name, sorted by name.</summary>
    internal static IReadOnlyList<SessionVariable> Of(SubmissionChain chain)
    {
        var variables = new SortedDictionary<string, SessionVariable>(StringComparer.Ordinal);
        foreach (object state in chain.States)
        {
            foreach (FieldInfo field in state.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (!field.Name.StartsWith('<'))
                    variables[field.Name] = new SessionVariable(field.Name, field.FieldType, field.GetValue(state));
            }
        }
        return [.. variables.Values];
    }
}

/// <summary>A variable of the session.</summary>
internal sealed record SessionVariable(string Name, Type Type, object? Value);
