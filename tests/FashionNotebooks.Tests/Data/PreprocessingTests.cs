using FashionNotebooks.Data;

namespace FashionNotebooks.Tests.Data;

public class PreprocessingTests
{
    [Theory]
    [InlineData(64, false, NormalizationKind.Half)]
    [InlineData(224, true, NormalizationKind.ImageNet)]
    public void Survives_a_checkpoint(int size, bool crop, NormalizationKind kind)
    {
        var rule = new Preprocessing(size, crop, kind);
        Assert.Equal(rule, Preprocessing.FromMetadata(rule.ToMetadata()));
    }

    [Theory]
    [InlineData("preprocessing.size", "many")]
    [InlineData("preprocessing.size", "0")]
    [InlineData("preprocessing.size", "99999")]
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
