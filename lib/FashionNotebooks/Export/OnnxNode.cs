namespace FashionNotebooks.Export;

/// <summary>One operation of an ONNX graph.</summary>
/// <param name="Operator">Name of the operator, such as Conv.</param>
/// <param name="Inputs">Names of the values it reads.</param>
/// <param name="Output">Name of the value it makes.</param>
/// <param name="Attributes">A long, float or long[] by name.</param>
internal sealed record OnnxNode(string Operator, string[] Inputs, string Output, (string Name, object Value)[] Attributes)
{
    private const int FloatKind = 1, IntKind = 2, IntsKind = 7;

    /// <summary>NodeProto.</summary>
    internal ProtoMessage Message()
    {
        var message = new ProtoMessage();
        foreach (string input in Inputs)
            message.Add(1, input);
        return message.Add(2, Output).Add(3, Output).Add(4, Operator).AddEach(5, Attributes, Attribute);
    }

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
