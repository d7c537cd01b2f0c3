using CSharpKernel.Execution;
using CSharpKernel.Server;

const string usage = """
    usage: CSharpKernel CONNECTION_FILE                  serve a Jupyter front end
           CSharpKernel install [--user | --prefix DIR]  tell Jupyter about this kernel
    """;

try
{
    switch (args)
    {
        case ["install"] or ["install", "--user"]:
            Console.WriteLine(CSharpKernel.Notebooks.KernelSpec.InstallForUser());
            return 0;
        case ["install", "--prefix", var prefix]:
            Console.WriteLine(CSharpKernel.Notebooks.KernelSpec.InstallUnder(prefix));
            return 0;
        case [var file] when !file.StartsWith('-'):
            RoslynLocator.Register();
            return KernelServer.Run(file);
        default:
            Console.Error.WriteLine(usage);
            return 2;
    }
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
