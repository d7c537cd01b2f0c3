using FashionNotebooks.Cli;

return await FashionApp.RunAsync(args);
