namespace FashionNotebooks.Tests;

/// <summary>A test that needs PostgreSQL from npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgliteFactAttribute : FactAttribute
{
    public PgliteFactAttribute() => Skip = Pglite.Missing;
}
