using FashionNotebooks.Cli;

// Windows has an older encoding for programs that do not ask; JSON and tables are UTF-8 everywhere.
if (OperatingSystem.IsWindows())
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await FashionApp.RunAsync(args);
