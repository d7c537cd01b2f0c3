using CSharpKernel.Server;

if (args is not [var connectionFile] || connectionFile.StartsWith('-'))
{
    Console.Error.WriteLine("usage: CSharpKernel CONNECTION_FILE, which Jupyter writes");
    return 2;
}
try
{
    RoslynLocator.Register();
    return KernelServer.Run(connectionFile);
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
