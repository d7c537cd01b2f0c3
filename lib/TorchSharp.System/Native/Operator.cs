using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>
/// An operator of libtorch's dispatcher, called boxed: the native side checks count and kind of the arguments against the schema
/// and fills in defaults of trailing arguments that are left out. Creating one costs nothing; it is looked up at its first call.
/// </summary>
internal sealed unsafe class Operator(string name)
{
    private const int StackWords = 64;
    private nint handle;

    /// <summary>Calls the operator, which must give exactly one tensor.</summary>
    [SkipLocalsInit]
    internal Tensor Call(params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        int count = Invoke(args, &result, 1);
        if (count != 1 || result.Kind != ValueKind.Tensor)
            throw new InvalidOperationException($"{ShortName}: gave {count} results where one tensor was expected");
        return new Tensor(result.Pointer);
    }

    /// <summary>Calls the operator and gives all tensors of its result, be it a tuple or a list; an undefined tensor is null.</summary>
    internal Tensor[] CallMany(params ReadOnlySpan<Arg> args)
    {
        var values = CallValues(args);
        return Array.ConvertAll(values, v => v.Kind == ValueKind.Tensor ? new Tensor(v.Pointer) : null!);
    }

    /// <summary>Calls the operator and drops what it gives: for in-place operators.</summary>
    [SkipLocalsInit]
    internal void CallVoid(params ReadOnlySpan<Arg> args) => Invoke(args, null, -1);

    internal double CallDouble(params ReadOnlySpan<Arg> args) => One(args) is { Kind: ValueKind.Double } v ? v.Double : throw WrongKind("a real number");

    internal long CallInt(params ReadOnlySpan<Arg> args) => One(args) is { Kind: ValueKind.Int } v ? v.Int : throw WrongKind("an integer");

    internal bool CallBool(params ReadOnlySpan<Arg> args) => One(args) is { Kind: ValueKind.Bool } v ? v.Int != 0 : throw WrongKind("a truth value");

    /// <summary>Calls an operator that gives a value only other operators understand.</summary>
    internal OpaqueValue CallOpaque(params ReadOnlySpan<Arg> args) => One(args) is { Kind: ValueKind.Opaque } v ? new OpaqueValue(v.Pointer) : throw WrongKind("an opaque value");

    private string ShortName => name.StartsWith("aten::", StringComparison.Ordinal) ? name[6..].Split('.')[0] : name;

    private InvalidOperationException WrongKind(string wanted) => new($"{ShortName}: did not give {wanted}");

    private NativeValue One(ReadOnlySpan<Arg> args)
    {
        NativeValue result = default;
        return Invoke(args, &result, 1) == 1 ? result : throw WrongKind("exactly one value");
    }

    [SkipLocalsInit]
    private NativeValue[] CallValues(ReadOnlySpan<Arg> args)
    {
        const int room = 8;
        NativeValue* first = stackalloc NativeValue[room];
        var values = new NativeValue[Invoke(args, first, room)];
        int direct = Math.Min(values.Length, room);
        new ReadOnlySpan<NativeValue>(first, direct).CopyTo(values);
        if (values.Length > room)
            fixed (NativeValue* more = &values[room])
                LibTorch.ft_rest(more);
        return values;
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> args, NativeValue* results, int room)
    {
        nint op = handle != 0 ? handle : Find();
        NativeValue* values = stackalloc NativeValue[args.Length];
        int words = 0;
        for (int k = 0; k < args.Length; k++)
        {
            ref readonly Arg a = ref args[k];
            values[k] = new NativeValue { Kind = a.Kind, Int = a.Bits };
            if (a.Kind >= ValueKind.Ints && a.Source is not null)
                words += Words(a);
        }
        int count;
        if (words == 0)
        {
            count = LibTorch.ft_call(op, values, args.Length, results, room);
        }
        else if (words <= StackWords)
        {
            long* list = stackalloc long[StackWords];
            Spread(args, values, list);
            count = LibTorch.ft_call(op, values, args.Length, results, room);
        }
        else
        {
            fixed (long* list = GC.AllocateUninitializedArray<long>(words))
            {
                Spread(args, values, list);
                count = LibTorch.ft_call(op, values, args.Length, results, room);
            }
        }
        return count >= 0 ? count : throw NativeError.Last(ShortName);
    }

    /// <summary>Room that an argument's elements take, in 8-byte words; at least one, so that even an empty list has an address.</summary>
    private static int Words(in Arg a) => a.Source switch
    {
        Array list => list.Length + 1,
        string text => (Encoding.UTF8.GetMaxByteCount(text.Length) / 8) + 1,
        _ => 1,
    };

    /// <summary>Copies the elements of lists to unmovable memory, where the native side reads them.</summary>
    private void Spread(ReadOnlySpan<Arg> args, NativeValue* values, long* free)
    {
        for (int k = 0; k < args.Length; k++)
        {
            switch (args[k].Source)
            {
                case long[] list:
                    list.CopyTo(new Span<long>(free, list.Length));
                    SetList(ref values[k], list.Length, ref free);
                    break;
                case double[] list:
                    list.CopyTo(new Span<double>(free, list.Length));
                    SetList(ref values[k], list.Length, ref free);
                    break;
                case bool[] list:
                    for (int i = 0; i < list.Length; i++)
                        free[i] = list[i] ? 1 : 0;
                    SetList(ref values[k], list.Length, ref free);
                    break;
                case Tensor?[] list:
                    for (int i = 0; i < list.Length; i++)
                        free[i] = list[i]?.Handle ?? 0;
                    SetList(ref values[k], list.Length, ref free);
                    break;
                case string text:
                    int bytes = Encoding.UTF8.GetBytes(text, new Span<byte>(free, Encoding.UTF8.GetMaxByteCount(text.Length)));
                    values[k].Count = bytes;
                    values[k].Pointer = (nint)free;
                    free += (bytes / 8) + 1;
                    break;
                case Device device:
                    values[k].Count = device.index;
                    break;
                case Scalar { Value: Complex c }:
                    values[k].Count = BitConverter.DoubleToInt64Bits(c.Imaginary);
                    break;
            }
        }
    }

    private static void SetList(ref NativeValue value, int count, ref long* free)
    {
        value.Count = count;
        value.Pointer = (nint)free;
        free += count + 1;
    }

    private nint Find()
    {
        string[] parts = name.Split('.', 2);
        fixed (byte* n = Encoding.UTF8.GetBytes(parts[0] + "\0"), o = Encoding.UTF8.GetBytes((parts.Length > 1 ? parts[1] : "") + "\0"))
            return handle = NativeError.Check(LibTorch.ft_find(n, o), name);
    }
}
