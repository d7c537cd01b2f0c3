using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order in which they were added.</summary>
public class ModuleDict<T> : nn.Module, IDictionary<string, T> where T : nn.Module
{
    private readonly OrderedDictionary<string, T> _items = [];

    /// <summary>Starts empty.</summary>
    public ModuleDict() : base(nameof(ModuleDict<>))
    {
    }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public ICollection<string> Keys => _items.Keys;

    /// <inheritdoc/>
    public ICollection<T> Values => _items.Values;

    /// <inheritdoc/>
    public T this[string key]
    {
        get => _items[key];
        set => Change(() => _items[key] = value);
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> keys() => _items.Keys;

    /// <summary>The modules, in order.</summary>
    public IEnumerable<T> values() => _items.Values;

    /// <inheritdoc/>
    public void Add(string key, T value) => Change(() => _items.Add(key, value));

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    /// <summary>Adds a named module.</summary>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public bool Remove(string key)
    {
        var removed = false;
        Change(() => removed = _items.Remove(key));
        return removed;
    }

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, T> item) => Contains(item) && Remove(item.Key);

    /// <inheritdoc/>
    public void Clear() => Change(_items.Clear);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _items.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, T> item) => _items.TryGetValue(item.Key, out var found) && ReferenceEquals(found, item.Value);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _items.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, T>>)_items).CopyTo(array, arrayIndex);

    /// <summary>Names and modules, in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => _items.Select(item => (item.Key, item.Value)).GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Action change)
    {
        change();
        ClearModules();
        foreach (var (key, module) in _items)
            register_module(key, module);
    }
}
