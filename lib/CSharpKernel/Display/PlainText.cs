using System.Collections;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Values as plain text on one line: numbers as they are, <c>[ 1, 2 ]</c>,
/// <c>{ key: value }</c>, <c>Name { Member = value }</c>.</summary>
internal static class PlainText
{
    internal static string Of(object? value) => Of(value, 0);

    private static string Of(object? value, int depth)
    {
        try
        {
            return value switch
            {
                null => Formatter.NullString,
                string text => text,
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                Type type => type.Namespace is { } space && ObjectShape.Name(type) is var name && !name.All(char.IsLower)
                    ? $"{space}.{name}"
                    : ObjectShape.Name(type),
                Task task => Describe(task),
                JsonDocument document => document.RootElement.GetRawText(),
                TableView table => Items(table.Items, depth),
                _ when depth > Formatter.RecursionLimit => value.ToString() ?? "",
                IDictionary dictionary => Pairs(dictionary, depth),
                IEnumerable sequence when !ObjectShape.HasOwnText(value.GetType()) || ObjectShape.ItemType(sequence) is not null
                    && value is ICollection => Items(sequence, depth),
                _ => Object(value, depth),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"({ObjectShape.Name(value!.GetType())} cannot be shown: {e.GetType().Name}: {e.Message})";
        }
    }

    private static string Nested(object? value, int depth) =>
        value is not null && depth <= Formatter.RecursionLimit
            && MimeBundle.Registered(value, PlainTextFormatter.MimeType) is { } own ? own : Of(value, depth);

    private static string Items(IEnumerable sequence, int depth)
    {
        (List<object?> items, string more) = ObjectShape.Items(sequence);
        string tail = more.Length > 0 ? $" ... {more}" : "";
        return $"[ {string.Join(", ", items.Select(item => Nested(item, depth + 1)))}{tail} ]";
    }

    private static string Pairs(IDictionary dictionary, int depth)
    {
        (IEnumerable<(object Key, object? Value)> pairs, string more) = ObjectShape.Pairs(dictionary);
        IEnumerable<string> words = pairs.Select(pair => $"{Nested(pair.Key, depth + 1)}: {Nested(pair.Value, depth + 1)}");
        return $"{{ {string.Join(", ", more.Length > 0 ? words.Append($"... {more}") : words)} }}";
    }

    private static string Object(object value, int depth)
    {
        Type type = value.GetType();
        bool anonymous = ObjectShape.IsAnonymous(type);
        if ((ObjectShape.HasOwnText(type) && !anonymous) || !ObjectShape.IsOpen(type))
            return value.ToString() ?? "";
        IEnumerable<string> members = ObjectShape.Members(type)
            .Select(member => $"{member.Name} = {Nested(ObjectShape.Value(member, value), depth + 1)}");
        return $"{(anonymous ? "" : ObjectShape.Name(type) + " ")}{{ {string.Join(", ", members)} }}";
    }

    private static string Describe(Task task) =>
        task.IsCompletedSuccessfully && task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult"
            ? $"Task: {Of(result.GetValue(task))}"
            : $"Task: {task.Status}";
}
