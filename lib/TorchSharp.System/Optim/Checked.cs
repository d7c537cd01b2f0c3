namespace TorchSharp.Modules;

/// <summary>Refuses settings that no optimizer can use.</summary>
internal static class Checked
{
    internal static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be zero or positive, not {value}.");

    internal static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be at least 0 and below 1, not {value}.");
}
