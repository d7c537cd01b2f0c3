using System.Runtime.CompilerServices;

namespace FashionNotebooks.Training.Losses;

/// <summary>The check of a margin or a temperature.</summary>
internal static class AboveZero
{
    /// <summary>The value itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 or less.</exception>
    internal static double Of(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
