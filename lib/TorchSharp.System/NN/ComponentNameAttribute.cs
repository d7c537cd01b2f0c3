namespace TorchSharp.Utils;

/// <summary>Gives a field of a module the name under which its component is registered, in place of the field's own name.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name in <c>named_parameters</c> and in state dicts.</summary>
    public string Name { get; set; } = "";
}
