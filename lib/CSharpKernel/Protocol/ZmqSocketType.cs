namespace CSharpKernel.Protocol;

/// <summary>Kinds of sockets, with libzmq's numbers.</summary>
internal enum ZmqSocketType
{
    Pair = 0,
    Pub = 1,
    Sub = 2,
    Req = 3,
    Rep = 4,
    Dealer = 5,
    Router = 6,
}
