namespace FashionNotebooks.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atomic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_temporary()
    {
        string path = Path.Combine(folder, "a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_folder_is_flushed_so_that_a_rename_outlives_a_crash()
    {
        Assert.True(AtomicFile.FlushFolder(folder));
        Assert.False(!OperatingSystem.IsWindows() && AtomicFile.FlushFolder(Path.Combine(folder, "none")));
    }

    [Fact]
    public void An_unwritable_place_is_one_clear_line()
    {
        var error = Assert.Throws<InputException>(() => AtomicFile.WriteText("/proc/none/a.txt", "x"));
        Assert.Contains("/proc/none/a.txt", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
