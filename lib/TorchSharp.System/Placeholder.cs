namespace TorchSharp;
