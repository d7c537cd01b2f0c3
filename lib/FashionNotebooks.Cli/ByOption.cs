using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Cli;

/// <summary><c>--by</c>: what counts when photos are compared.</summary>
internal sealed class ByOption : Option<string?>
{
    /// <param name="more">What the help adds.</param>
    public ByOption(string more = "")
        : base("--by")
    {
        HelpName = "ASPECT";
        Description = "What counts: class, look (cut, cloth and print), colour, pattern, mix, "
            + $"or mix:A,B,C,D with the weights of class, look, colour and pattern{more}.";
        Validators.Add(result =>
        {
            try
            {
                Chosen(result.GetValueOrDefault<string?>());
            }
            catch (InputException e)
            {
                result.AddError(e.Message);
            }
        });
    }

    /// <summary>Null when the line does not say.</summary>
    public static Likeness? Chosen(string? text) => text is null ? null : Likeness.Parse(text);
}
