using FashionNotebooks.Photos;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Tests.Visuals;

public sealed class PhotoSliderTests
{
    private readonly PhotoSlider slider = new("weight <of> colour",
        [("0", new PhotoSheet(new Photo(4, 4), "no colour")), ("1", new PhotoSheet(new Photo(5, 5), "all \"colour\""))], start: 1);

    [Fact]
    public void Shows_one_sheet_of_all_and_needs_no_script_of_its_own()
    {
        string html = slider.ToHtml();
        Assert.Equal(2, html.Split("data:image/png;base64,").Length - 1);
        Assert.Single(html.Split("display:block").Skip(1), after => after.StartsWith(";margin", StringComparison.Ordinal));
        Assert.Contains("max=\"1\" value=\"1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text_and_not_markup() =>
        Assert.All(new[] { "weight &lt;of&gt; colour", "all &quot;colour&quot;" }, text =>
            Assert.Contains(text, slider.ToHtml(), StringComparison.Ordinal));

    [Fact]
    public void Its_first_sheet_stands_for_it_elsewhere()
    {
        Assert.Equal(5, slider.Sheet.Photo.Width);
        Assert.Equal("weight <of> colour: 0, 1; at 1, all \"colour\"", slider.AltText);
    }
}
