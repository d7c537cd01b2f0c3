try
{
    return CSharpKernel.CommandLine.Run(args);
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or DllNotFoundException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
