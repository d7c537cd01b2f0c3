using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class ComputeDeviceTests
{
    [Fact]
    public void AutoTakesWhatIsThere()
    {
        ComputeDevice.Use("auto");
        Assert.Equal(cuda.is_available() ? TorchSharp.DeviceType.CUDA : TorchSharp.DeviceType.CPU, ComputeDevice.Current.type);
        ComputeDevice.Use("cpu");
        Assert.Equal(TorchSharp.DeviceType.CPU, ComputeDevice.Current.type);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tpu")]
    public void DeviceThatIsNotThereIsOneLine(string name)
    {
        if (name == "cuda" && cuda.is_available())
            return;
        var error = Assert.Throws<InputException>(() => ComputeDevice.Use(name));
        Assert.Contains("choose", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
