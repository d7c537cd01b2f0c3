// The native side of TorchSharp.System.
#define EXPORT extern "C" __attribute__((visibility("default")))
EXPORT int ft_abi() { return 1; }
