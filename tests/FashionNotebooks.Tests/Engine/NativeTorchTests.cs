using FashionNotebooks.Engine;

namespace FashionNotebooks.Tests.Engine;

public sealed class NativeTorchTests
{
    [Fact]
    public void It_may_be_asked_for_twice()
    {
        NativeTorch.Require();
        NativeTorch.Require();
    }
}
