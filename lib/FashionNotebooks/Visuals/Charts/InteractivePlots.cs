namespace FashionNotebooks.Visuals.Charts;

/// <summary>plotly.js for a page, with the few lines that tell the classic Notebook to use it.</summary>
public sealed class InteractivePlots
{
    private readonly string plotly;

    internal InteractivePlots(string plotly) => this.plotly = plotly;

    /// <summary>
    /// The page's part. plotly.js runs with <c>define</c>, <c>module</c> and <c>exports</c> hidden, so that it becomes a global name and
    /// not a module of the page's loader.
    /// </summary>
    public string ToHtml() => $$"""
        <script>
        if (!window.Plotly) {
          (function (define, module, exports) {
        {{plotly.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}}
          }).call(window);
        }
        (function () {
          var notebook = window.Jupyter && window.Jupyter.notebook;
          if (!notebook || window.fashionPlots) return;
          var cell = notebook.get_cells().find(function (c) { return c.output_area; });
          if (!cell) return;
          window.fashionPlots = true;
          cell.output_area.register_mime_type("application/vnd.plotly.v1+json", function (figure, metadata, element) {
            var place = document.createElement("div");
            var part = this.create_output_subarea(metadata, "output_plotly", "application/vnd.plotly.v1+json");
            part.append(place);
            element.append(part);
            if (typeof figure === "string") figure = JSON.parse(figure);
            window.Plotly.newPlot(place, figure.data, figure.layout, figure.config);
            return part;
          }, { safe: true, index: 0 });
        })();
        </script>
        <p>Charts are interactive from the next cell on.</p>
        """;

    /// <summary>One line for front ends without HTML.</summary>
    public override string ToString() => "Charts are interactive from the next cell on.";
}
