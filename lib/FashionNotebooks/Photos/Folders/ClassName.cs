namespace FashionNotebooks.Photos.Folders;

/// <summary>How an error names a class: by its name when that is known.</summary>
internal static class ClassName
{
    internal static string Of(int label, IReadOnlyList<string>? names) =>
        names is not null && label < names.Count ? $"class '{names[label]}'" : $"class number {label}";
}
