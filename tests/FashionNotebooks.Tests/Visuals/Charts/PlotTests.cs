using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Tests.Visuals.Charts;

public sealed class PlotTests
{
    [Fact]
    public void The_script_is_put_into_the_page_and_cannot_end_it_early()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("plotly.js"), "window.Plotly = { text: '</script>' };");
        string html = Plot.EnableInteractive(folder.At("plotly.js")).ToHtml();
        Assert.Contains("window.Plotly = { text: '<\\/script>' };", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("</script>").Length);
    }

    [Fact]
    public void A_missing_file_and_another_file_are_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("other.js"), "alert(1)");
        Assert.Contains("'/no/plotly.js'", Assert.Throws<InputException>(() => Plot.EnableInteractive("/no/plotly.js")).Message,
            StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<InputException>(() => Plot.EnableInteractive(folder.At("."))).Message,
            StringComparison.Ordinal);
        Assert.Contains("not plotly.js", Assert.Throws<InputException>(() => Plot.EnableInteractive(folder.At("other.js"))).Message,
            StringComparison.Ordinal);
        string? before = Environment.GetEnvironmentVariable("FASHION_PLOTLY");
        try
        {
            Environment.SetEnvironmentVariable("FASHION_PLOTLY", null);
            Assert.Contains("FASHION_PLOTLY", Assert.Throws<InputException>(() => Plot.EnableInteractive()).Message,
                StringComparison.Ordinal);
            Environment.SetEnvironmentVariable("FASHION_PLOTLY", "/no/file.js");
            Assert.Contains("/no/file.js", Assert.Throws<InputException>(() => Plot.EnableInteractive()).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("FASHION_PLOTLY", before);
        }
    }
}
