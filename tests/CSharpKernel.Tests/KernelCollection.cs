namespace CSharpKernel.Tests;

[CollectionDefinition("kernel")]
#pragma warning disable CA1711 // xunit's word for it.
public class KernelCollection : ICollectionFixture<KernelFixture>;
#pragma warning restore CA1711
