using System.Reflection;
using System.Runtime.InteropServices;

namespace CSharpKernel.Protocol;

/// <summary>The few functions of libzmq that Jupyter's five sockets need.</summary>
internal static partial class Zmq
{
    private const string Library = "zmq";

    private static readonly string[] FileNames = ["libzmq.so.5", "libzmq.so", "libzmq.5.dylib", "libzmq.dylib", "libzmq.dll"];

    static Zmq() => NativeLibrary.SetDllImportResolver(typeof(Zmq).Assembly, Resolve);

    [LibraryImport(Library)]
    internal static partial nint zmq_ctx_new();

    [LibraryImport(Library)]
    internal static partial int zmq_ctx_term(nint context);

    [LibraryImport(Library)]
    internal static partial nint zmq_socket(nint context, int type);

    [LibraryImport(Library)]
    internal static partial int zmq_close(nint socket);

    [LibraryImport(Library, SetLastError = false)]
    internal static partial int zmq_setsockopt(nint socket, int option, in int value, nuint size);

    [LibraryImport(Library, EntryPoint = "zmq_setsockopt")]
    internal static partial int zmq_setsockopt_bytes(nint socket, int option, ReadOnlySpan<byte> value, nuint size);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_getsockopt(nint socket, int option, byte* value, ref nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int zmq_bind(nint socket, string endpoint);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int zmq_connect(nint socket, string endpoint);

    [LibraryImport(Library)]
    internal static partial int zmq_send(nint socket, ReadOnlySpan<byte> data, nuint size, int flags);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_msg_init(ZmqFrame* frame);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_msg_recv(ZmqFrame* frame, nint socket, int flags);

    [LibraryImport(Library)]
    internal static unsafe partial nint zmq_msg_data(ZmqFrame* frame);

    [LibraryImport(Library)]
    internal static unsafe partial nuint zmq_msg_size(ZmqFrame* frame);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_msg_more(ZmqFrame* frame);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_msg_close(ZmqFrame* frame);

    [LibraryImport(Library)]
    internal static unsafe partial int zmq_poll(ZmqPollItem* items, int count, nint timeout);

    [LibraryImport(Library)]
    internal static partial int zmq_errno();

    [LibraryImport(Library)]
    private static partial nint zmq_strerror(int error);

    /// <summary>Throws with libzmq's own words when a call failed.</summary>
    internal static void Check(int result, string what)
    {
        if (result < 0)
            throw new IOException($"{what}: {Marshal.PtrToStringUTF8(zmq_strerror(zmq_errno()))}");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (string file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, out nint handle))
                return handle;
        }
        throw new DllNotFoundException("libzmq is not installed; on Debian: apt-get install libzmq5");
    }
}
