using FashionNotebooks.Photos;

namespace FashionNotebooks.Tests.Photos;

public class PrefetcherTests
{
    [Fact]
    public void Gives_all_items_in_order() =>
        Assert.Equal(Enumerable.Range(0, 1000), new Prefetcher<int>(Enumerable.Range(0, 1000)));

    [Fact]
    public void An_exception_surfaces_after_the_good_items()
    {
        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new InputException("broken on purpose");
        }
        var seen = new List<int>();
        InputException e = Assert.Throws<InputException>(() => seen.AddRange(new Prefetcher<int>(Failing())));
        Assert.Equal("broken on purpose", e.Message);
        seen.Clear();
        Assert.Throws<InputException>(() =>
        {
            foreach (int item in new Prefetcher<int>(Failing()))
                seen.Add(item);
        });
        Assert.Equal([1], seen);
    }

    [Fact]
    public void Leaving_early_stops_the_source_and_disposes_what_waits()
    {
        int made = 0, disposed = 0;
        bool ended = false;
        IEnumerable<Item> Endless()
        {
            try
            {
                while (true)
                {
                    made++;
                    yield return new Item(() => Interlocked.Increment(ref disposed));
                }
            }
            finally
            {
                ended = true;
            }
        }
        foreach (Item item in new Prefetcher<Item>(Endless()))
        {
            item.Dispose();
            break;
        }
        Assert.True(ended);
        Assert.Equal(made, disposed);
        Assert.InRange(made, 1, 4); // one taken, two waiting, one in the hand
    }

    private sealed class Item(Action disposed) : IDisposable
    {
        public void Dispose() => disposed();
    }
}
