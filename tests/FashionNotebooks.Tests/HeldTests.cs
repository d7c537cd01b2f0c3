using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace FashionNotebooks.Tests;

/// <summary>TorchSharp drops a number while libtorch may still read it. What the library gives to libtorch is held.</summary>
public sealed class HeldTests
{
    private const BindingFlags Every =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void A_number_outlives_the_collector_until_64_others_came()
    {
        WeakReference held = Made(() => Held.Number(0.5)), dropped = Made(() => (Scalar)0.5);
        Collect();
        Assert.False(dropped.IsAlive);
        Assert.True(held.IsAlive);
        for (int i = 0; i < 63; i++)
            _ = Held.Number(i);
        Collect();
        Assert.True(held.IsAlive);
        _ = Held.Number(63);
        Collect();
        Assert.False(held.IsAlive);
    }

    [Fact]
    public void The_library_drops_none()
    {
        MethodBase[] methods = [.. typeof(Held).Assembly.GetTypes().SelectMany(type =>
            type.GetMethods(Every).Concat<MethodBase>(type.GetConstructors(Every)))];
        Assert.Empty(methods.Where(method => Drops(method)).Select(method => $"{method.DeclaringType}.{method.Name}"));
        Assert.True(Drops(((Delegate)Half).Method));
    }

    private static torch.Tensor Half(torch.Tensor x) => x.mul(0.5);

    // A number made is held next, kept in a field, or put into an array, whose owner frees it (CompiledStep).
    private static bool Drops(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at + 5 < code.Length; at++)
        {
            if (Called(method, code, at) is { Name: "op_Implicit" } made && made.DeclaringType == typeof(Scalar)
                && code[at + 5] != OpCodes.Stsfld.Value && code[at + 5] != OpCodes.Stelem_Ref.Value
                && Called(method, code, at + 5)?.DeclaringType != typeof(Held))
                return true;
        }
        return false;
    }

    private static MethodBase? Called(MethodBase method, byte[] code, int at)
    {
        if (code[at] != OpCodes.Call.Value || at + 5 > code.Length)
            return null;
        try
        {
            Type[]? generic = method.IsGenericMethod ? method.GetGenericArguments() : null;
            return method.Module.ResolveMethod(BitConverter.ToInt32(code, at + 1), method.DeclaringType?.GetGenericArguments(), generic);
        }
        catch (ArgumentException)
        {
            return null; // no call: the byte belongs to another instruction
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Made(Func<Scalar> make) => new(make());

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
