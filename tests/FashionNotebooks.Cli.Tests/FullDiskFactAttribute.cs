namespace FashionNotebooks.Cli.Tests;

/// <summary>A test that fills a disk; skipped where none can be mounted.</summary>
public sealed class FullDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Possible = new(FullDisk.CanMount);

    public FullDiskFactAttribute()
    {
        if (!Possible.Value)
            Skip = "needs the right to mount a disk";
    }
}
