namespace CSharpKernel.LanguageService;

/// <summary>Cursor positions: Jupyter counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    internal static int ToUtf16(string text, int position)
    {
        int index = 0;
        for (int seen = 0; seen < position && index < text.Length; seen++)
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    internal static int FromUtf16(string text, int index)
    {
        int position = 0;
        for (int i = 0; i < index && i < text.Length; position++)
            i += char.IsSurrogatePair(text, i) ? 2 : 1;
        return position;
    }
}
