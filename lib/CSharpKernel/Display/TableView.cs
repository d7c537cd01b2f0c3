using System.Collections;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A sequence that is to be shown as a table, whatever its items are.</summary>
internal sealed record TableView(IEnumerable Items);
