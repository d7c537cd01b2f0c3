using System.Net;

namespace FashionNotebooks.Visuals;

/// <summary>
/// Sheets of which one shows at a time, chosen by a slider. It needs no script of its own and no network; where HTML is not shown, the
/// sheet that it starts with stands for it.
/// </summary>
/// <param name="name">What the slider sets.</param>
/// <param name="steps">The value of each step, and what to show.</param>
/// <param name="start">The step to begin with.</param>
public sealed class PhotoSlider(string name, IReadOnlyList<(string Value, PhotoSheet Sheet)> steps, int start = 0)
{
    private const string Choose =
        "this.parentNode.parentNode.querySelectorAll('figure').forEach((f,i)=>f.style.display=i==this.value?'block':'none')";

    /// <summary>What there is to see, in a sentence.</summary>
    public string AltText =>
        $"{name}: {string.Join(", ", steps.Select(step => step.Value))}; at {steps[start].Value}, {steps[start].Sheet.AltText}";

    public PhotoSheet Sheet => steps[start].Sheet;

    /// <summary>The slider above its sheets.</summary>
    public string ToHtml()
    {
        string label = WebUtility.HtmlEncode(name);
        string range = $"type=\"range\" min=\"0\" max=\"{steps.Count - 1}\" value=\"{start}\"";
        string slider = $"<label>{label} <input {range} oninput=\"{Choose}\"></label>";
        return $"<div>{slider}{string.Concat(steps.Select(Figure))}</div>";
    }

    public override string ToString() => AltText;

    private string Figure((string Value, PhotoSheet Sheet) step, int i)
    {
        string shown = i == start ? "block" : "none", value = WebUtility.HtmlEncode(step.Value),
            alt = WebUtility.HtmlEncode(step.Sheet.AltText);
        string data = Convert.ToBase64String(step.Sheet.Png.Span);
        string photos = $"<img alt=\"{alt}\" src=\"data:image/png;base64,{data}\">";
        return $"<figure style=\"display:{shown};margin:0\"><figcaption>{value}</figcaption>{photos}</figure>";
    }
}
