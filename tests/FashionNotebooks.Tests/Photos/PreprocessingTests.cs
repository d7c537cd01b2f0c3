using FashionNotebooks.Photos;

namespace FashionNotebooks.Tests.Photos;

public class PreprocessingTests
{
    [Theory]
    [InlineData(64, false, NormalizationKind.Half, 0)]
    [InlineData(224, true, NormalizationKind.ImageNet, 1.3)]
    public void Survives_a_checkpoint(int size, bool crop, NormalizationKind kind, double blur)
    {
        var rule = new Preprocessing(size, crop, kind, blur);
        Assert.Equal(rule, Preprocessing.FromMetadata(rule.ToMetadata()));
    }

    [Theory]
    [InlineData("preprocessing.size", "many")]
    [InlineData("preprocessing.size", "0")]
    [InlineData("preprocessing.size", "99999")]
    [InlineData("preprocessing.blur", "much")]
    [InlineData("preprocessing.blur", "NaN")]
    [InlineData("preprocessing.blur", "-1")]
    [InlineData("preprocessing.crop", "perhaps")]
    [InlineData("preprocessing.normalize", "quarter")]
    [InlineData("preprocessing.normalize", null)]
    public void Nonsense_is_one_line(string key, string? value)
    {
        Dictionary<string, string> metadata = new(Preprocessing.Course.ToMetadata());
        if (value is null)
            metadata.Remove(key);
        else
            metadata[key] = value;
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => Preprocessing.FromMetadata(metadata)).Message);
    }
}
