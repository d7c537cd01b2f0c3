namespace FashionNotebooks.Tests;

/// <summary>Hears at once and on the reporting thread, which <see cref="Progress{T}"/> does not.</summary>
internal sealed class Follower<T>(Action<T> follow) : IProgress<T>
{
    public void Report(T value) => follow(value);
}
