namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The elements of <see cref="PocketView"/> that cells may use by name; a variable of the same name hides one.</summary>
public static class PocketViewTags
{
#pragma warning disable IDE1006, CS1591 // The names are those of HTML.
    public static dynamic b => new PocketView("b");

    public static dynamic div => new PocketView("div");

    public static dynamic h1 => new PocketView("h1");

    public static dynamic h2 => new PocketView("h2");

    public static dynamic h3 => new PocketView("h3");

    public static dynamic img => new PocketView("img");

    public static dynamic p => new PocketView("p");

    public static dynamic span => new PocketView("span");

    public static dynamic table => new PocketView("table");

    public static dynamic tbody => new PocketView("tbody");

    public static dynamic td => new PocketView("td");

    public static dynamic th => new PocketView("th");

    public static dynamic thead => new PocketView("thead");

    public static dynamic tr => new PocketView("tr");
#pragma warning restore IDE1006, CS1591
}
