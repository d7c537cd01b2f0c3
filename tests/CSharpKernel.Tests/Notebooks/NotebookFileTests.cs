using CSharpKernel.Notebooks;

namespace CSharpKernel.Tests.Notebooks;

public sealed class NotebookFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":5,"source":""}]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":5}]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":[["a"]]}]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"\ud800"}]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"","source":""}]}""")]
    [InlineData("""{"nbformat":4,"nbformat_minor":5.5,"cells":[]}""")]
    [InlineData("""{"nbformat":4,"metadata":[],"cells":[]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"","metadata":{"tags":[1]}}]}""")]
    [InlineData("""{"nbformat":4,"cells":[null]}""")]
    [InlineData("t\nx")]
    public void What_breaks_the_format_is_one_line(string text)
    {
        File.WriteAllText(path, text);
        string message = Assert.Throws<InvalidDataException>(() => NotebookFile.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_place_that_cannot_be_written_keeps_nothing_half_written()
    {
        string folder = Directory.CreateTempSubdirectory("place-").FullName, taken = Path.Combine(folder, "a-folder");
        Directory.CreateDirectory(taken);
        Assert.ThrowsAny<SystemException>(() => WholeFile.Write(taken, "text"));
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }
}
