namespace FashionNotebooks.Web.Tests.Page;

/// <summary>A test that needs Chromium, its driver and Selenium; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Files = ["/usr/bin/python3", "/usr/bin/chromium", "/usr/bin/chromedriver",
        "/usr/lib/python3/dist-packages/selenium/__init__.py"];

    public BrowserFactAttribute() =>
        Skip = Files.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? $"{missing} is not installed; see packages/test.txt"
            : null;
}
