namespace FashionNotebooks.Export;

/// <summary>One operation of an ONNX graph.</summary>
/// <param name="Operator">Name of the operator, such as Conv.</param>
/// <param name="Inputs">Names of the values it reads.</param>
/// <param name="Output">Name of the value it makes.</param>
/// <param name="Attributes">A long, float or long[] by name.</param>
internal sealed record OnnxNode(string Operator, string[] Inputs, string Output, (string Name, object Value)[] Attributes)
{
    private const int FloatKind = 1, IntKind = 2, IntsKind = 7;

    /// <summary>An attribute that is a whole number; 0 if it is not there.</summary>
    internal long Whole(string name) => Find(name) is long value ? value : 0;

    /// <summary>An attribute that is a number.</summary>
    internal float Number(string name) => Find(name) is float value ? value : throw Lacks(name);

    /// <summary>An attribute that is a row of whole numbers.</summary>
    internal long[] Wholes(string name) => Find(name) is long[] values ? values : throw Lacks(name);

    /// <summary>NodeProto.</summary>
    internal ProtoMessage Message()
    {
        var message = new ProtoMessage();
        foreach (string input in Inputs)
            message.Add(1, input);
        return message.Add(2, Output).Add(3, Output).Add(4, Operator).AddEach(5, Attributes, Attribute);
    }

    /// <summary>Reads what <see cref="Message"/> writes.</summary>
    internal static OnnxNode Read(ProtoFields fields) => new(
        fields.Text(4), fields.Texts(1), fields.Text(2), [.. fields.Messages(5).Select(attribute => (attribute.Text(1), Value(attribute)))]);

    private object? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name).Value;

    private InvalidDataException Lacks(string name) => new($"the operation '{Output}' ({Operator}) has no '{name}'");

    private static object Value(ProtoFields attribute) => attribute.Whole(20) switch
    {
        FloatKind => attribute.Float(2),
        IntKind => attribute.Whole(3),
        IntsKind => attribute.Wholes(8),
        long kind => throw new InvalidDataException($"the attribute '{attribute.Text(1)}' is of kind {kind}"),
    };

    // AttributeProto
    private static ProtoMessage Attribute((string Name, object Value) attribute)
    {
        var message = new ProtoMessage().Add(1, attribute.Name);
        switch (attribute.Value)
        {
            case float value:
                return message.Add(2, value).Add(20, FloatKind);
            case long value:
                return message.Add(3, value).Add(20, IntKind);
            case long[] values:
                foreach (long value in values)
                    message.Add(8, value);
                return message.Add(20, IntsKind);
            default:
                throw new ArgumentException($"an attribute cannot be a {attribute.Value.GetType().Name}", nameof(attribute));
        }
    }
}
