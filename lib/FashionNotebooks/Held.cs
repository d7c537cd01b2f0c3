namespace FashionNotebooks;

/// <summary>
/// Numbers that stay alive while libtorch reads them. TorchSharp takes a number's address and drops the object: beside a thread that
/// collects, one addition in half a million read freed memory. For what training does in every step.
/// </summary>
internal static class Held
{
    /// <summary>The factor of a plain addition.</summary>
    internal static readonly Scalar One = 1;
    [ThreadStatic] private static Scalar[]? recent;
    [ThreadStatic] private static int next;

    /// <summary>A number that lives until its thread has asked for 64 others.</summary>
    internal static Scalar Number(Scalar value) => (recent ??= new Scalar[64])[next++ % 64] = value;
}
