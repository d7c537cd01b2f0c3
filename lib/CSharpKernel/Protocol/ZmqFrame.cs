using System.Runtime.InteropServices;

namespace CSharpKernel.Protocol;

/// <summary>Room for libzmq's opaque <c>zmq_msg_t</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct ZmqFrame
{
    private long first;
}

/// <summary>libzmq's <c>zmq_pollitem_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ZmqPollItem
{
    internal nint Socket;
    internal int FileDescriptor;
    internal short Events;
    internal short Ready;
}
