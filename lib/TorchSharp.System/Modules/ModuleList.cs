using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules that are registered under their places "0", "1", ….</summary>
public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
{
    private readonly List<T> _items = [];

    /// <summary>Takes modules in this order.</summary>
    public ModuleList(params T[] modules) : base(nameof(ModuleList<>)) => extend(modules);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public T this[int index]
    {
        get => _items[index];
        set => Change(() => _items[index] = value);
    }

    /// <summary>Adds modules at the end.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Adds modules at the end.</summary>
    public void extend(IEnumerable<T> modules) => Change(() => _items.AddRange(modules));

    /// <inheritdoc/>
    public void Add(T item) => Change(() => _items.Add(item));

    /// <inheritdoc/>
    public void Insert(int index, T item) => Change(() => _items.Insert(index, item));

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        var removed = false;
        Change(() => removed = _items.Remove(item));
        return removed;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index) => Change(() => _items.RemoveAt(index));

    /// <inheritdoc/>
    public void Clear() => Change(_items.Clear);

    /// <inheritdoc/>
    public bool Contains(T item) => _items.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(T item) => _items.IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Names are places, so every change renames what follows.
    private void Change(Action change)
    {
        change();
        ClearModules();
        for (var place = 0; place < _items.Count; place++)
            register_module(place.ToString(CultureInfo.InvariantCulture), _items[place]);
    }
}
