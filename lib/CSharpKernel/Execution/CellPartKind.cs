namespace CSharpKernel.Execution;

/// <summary>What a piece of a cell is.</summary>
internal enum CellPartKind
{
    /// <summary>C# code.</summary>
    Code,

    /// <summary><c>#r</c>, <c>#i</c> or <c>#load</c>.</summary>
    Directive,

    /// <summary><c>#!name arguments</c>.</summary>
    Magic,

    /// <summary>Text to show as HTML.</summary>
    Html,

    /// <summary>Text to show as Markdown.</summary>
    Markdown,

    /// <summary>A script for the front end.</summary>
    Javascript,
}
