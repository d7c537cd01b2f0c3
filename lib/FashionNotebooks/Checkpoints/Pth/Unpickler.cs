namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// Reads the pickle of a <c>.pth</c> file without Python's machinery. A pickle is a program for a stack machine that may name and call
/// anything; this machine knows tensors, dicts, lists, tuples, texts, numbers, booleans and None, and answers every other name or opcode
/// with an error. Nothing is ever called by name.
/// </summary>
/// <param name="storages">Where the storages that the pickle refers to are noted, by their keys.</param>
internal sealed class Unpickler(
    PickleStream stream, Func<string, InputException> fail, Dictionary<string, PickleStorage>? storages = null)
{
    private const string OrderedDict = "collections.OrderedDict";
    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<int, object?> memo = [];

    /// <summary>Reads the object of the next pickle of a stream.</summary>
    internal object? Read()
    {
        for (char opcode = (char)stream.Byte(); opcode != '.'; opcode = (char)stream.Byte())
            Step(opcode);
        return Pop();
    }

    private void Step(char opcode)
    {
        switch (opcode)
        {
            // Numbers, texts, booleans, None.
            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'K': Push((long)stream.Byte()); break;
            case 'M': Push((long)stream.UInt16()); break;
            case 'J': Push((long)stream.Int32()); break;
            case '\x8a': Push(stream.Long()); break;
            case 'G': Push(stream.Double()); break;
            case '\x8c' or 'U': Push(stream.Text(stream.Byte())); break; // U: of Python 2
            case 'X': Push(stream.Text(stream.Index())); break;

            // Tuples, lists and dicts.
            case '(': marks.Add(stack.Count); break;
            case ')': Push(new PickleSequence([], IsTuple: true)); break;
            case '\x85' or '\x86' or '\x87': Push(new PickleSequence(PopMany(opcode - '\x84'), IsTuple: true)); break;
            case 't': Push(new PickleSequence(PopToMark(), IsTuple: true)); break;
            case ']': Push(new PickleSequence([], IsTuple: false)); break;
            case 'l': Push(new PickleSequence(PopToMark(), IsTuple: false)); break;
            case 'a': Append(PopMany(1)); break;
            case 'e': Append(PopToMark()); break;
            case '}': Push(new PickleDictionary()); break;
            case 's': SetItems(PopMany(2)); break;
            case 'u': SetItems(PopToMark()); break;

            // The protocol's own bookkeeping.
            case '\x80': Protocol(stream.Byte()); break;
            case '\x95': stream.SkipFrame(); break;
            case 'q': memo[stream.Byte()] = Top(); break;
            case 'r': memo[stream.Index()] = Top(); break;
            case '\x94': memo[memo.Count] = Top(); break;
            case 'h': Push(Remembered(stream.Byte())); break;
            case 'j': Push(Remembered(stream.Index())); break;

            // What runs code in Python; here it knows four names.
            case 'c': Push(Global(stream.Line(), stream.Line())); break;
            case '\x93' when PopMany(2) is var name: Push(Global(name[0] as string ?? "?", name[1] as string ?? "?")); break;
            case 'Q': Push(Storage(Pop())); break;
            case 'R': Reduce(Pop(), Pop()); break;
            case 'b': Build(Pop(), Top()); break;
            default: throw fail($"the pickle has the opcode 0x{(int)opcode:x2}, which no state dict needs");
        }
    }

    private PickleGlobal Global(string module, string name)
    {
        string full = $"{module}.{name}";
        bool known = full is OrderedDict or TensorBuilder.Tensor or TensorBuilder.OldTensor or TensorBuilder.Parameter
            || ElementTypes.OfStorage(full) != null;
        return known ? new PickleGlobal(full) : throw fail(
            $"the pickle asks for {ErrorText.Quote(full)}, which is refused: only tensors, lists, dicts, texts and numbers are read");
    }

    private void Reduce(object? arguments, object? callee)
    {
        List<object?>? items = arguments is PickleSequence { IsTuple: true } tuple ? tuple.Items : null;
        object? result = callee is PickleGlobal global && items != null
            ? global.Name switch
            {
                OrderedDict when items.Count == 0 => new PickleDictionary(),
                OrderedDict when items is [PickleSequence { IsTuple: false } pairs] => Dictionary(pairs),
                TensorBuilder.Tensor or TensorBuilder.OldTensor => TensorBuilder.View(items),
                TensorBuilder.Parameter => items.FirstOrDefault() as PickleTensor,
                _ => null,
            }
            : null;
        Push(result ?? throw fail(
            $"the pickle calls {ErrorText.Quote((callee as PickleGlobal)?.Name ?? "a value")} with arguments that fit no tensor"));
    }

    private PickleStorage Storage(object? identity)
    {
        PickleStorage storage = TensorBuilder.Storage(identity)
            ?? throw fail("the pickle refers to something else than a tensor's storage");
        storages?.TryAdd(storage.Key, storage);
        return storage;
    }

    // As Python 2 wrote ordered dicts; null where a pair is none.
    private static PickleDictionary? Dictionary(PickleSequence pairs)
    {
        var result = new PickleDictionary();
        return pairs.Items.TrueForAll(pair => pair is PickleSequence { Items: [var key, var value] } && result.TryAdd(key, value))
            ? result : null;
    }

    /// <summary>A state dict carries its module versions as an attribute; they say nothing about values.</summary>
    private void Build(object? state, object? target)
    {
        if (state is not PickleDictionary || target is not PickleDictionary)
            throw fail("the pickle sets the attributes of something else than a dict");
    }

    private void Append(List<object?> items)
    {
        if (Top() is not PickleSequence { IsTuple: false } list)
            throw fail("the pickle appends to something else than a list");
        list.Items.AddRange(items);
    }

    private void SetItems(List<object?> items)
    {
        if (Top() is not PickleDictionary dictionary || items.Count % 2 != 0)
            throw fail("the pickle sets items of something else than a dict");
        for (int i = 0; i < items.Count; i += 2)
        {
            if (!dictionary.TryAdd(items[i], items[i + 1]))
                throw fail("a dict in the pickle has a key twice, or one that is neither text nor whole number");
        }
    }

    private void Protocol(byte version)
    {
        if (version is < 2 or > 5)
            throw fail($"the pickle has protocol {version}; 2 to 5 are read");
    }

    private object? Remembered(int index) =>
        memo.TryGetValue(index, out object? value) ? value : throw fail($"the pickle refers to memo {index}, which it never set");

    private void Push(object? value) => stack.Add(value);

    private object? Top() => stack.Count > Floor ? stack[^1] : throw fail("the pickle takes more from its stack than it put there");

    private object? Pop() => PopMany(1)[0];

    private List<object?> PopMany(int count)
    {
        if (stack.Count - count < Floor)
            throw fail("the pickle takes more from its stack than it put there");
        List<object?> items = stack.GetRange(stack.Count - count, count);
        stack.RemoveRange(stack.Count - count, count);
        return items;
    }

    private List<object?> PopToMark()
    {
        if (marks.Count == 0)
            throw fail("the pickle takes more from its stack than it put there");
        int count = stack.Count - Floor;
        marks.RemoveAt(marks.Count - 1);
        return PopMany(count);
    }

    private int Floor => marks.Count > 0 ? marks[^1] : 0;
}
