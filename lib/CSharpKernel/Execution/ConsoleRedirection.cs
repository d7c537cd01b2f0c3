namespace CSharpKernel.Execution;

/// <summary>Sends what cells write to the console to the front end, and their reads to its input box.</summary>
internal static class ConsoleRedirection
{
    internal static void Install()
    {
        Console.SetOut(new CellWriter("stdout"));
        Console.SetError(new CellWriter("stderr"));
        Console.SetIn(new CellInput());
    }

    private sealed class CellWriter : TextWriter
    {
        private readonly string stream;

        internal CellWriter(string stream) => (this.stream, CoreNewLine) = (stream, ['\n']);

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write($"{value}");

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value) => CellContext.Current.Write(stream, value ?? "");

        public override void WriteLine(string? value) => Write(value + "\n");
    }

    private sealed class CellInput : TextReader
    {
        private string pending = "";

        public override int Peek() => pending.Length > 0 ? pending[0] : -1;

        public override int Read()
        {
            if (pending.Length == 0)
                pending = CellContext.Current.Ask("", password: false) + "\n";
            char first = pending[0];
            pending = pending[1..];
            return first;
        }

        public override string ReadToEnd() => ReadLine() ?? "";
    }
}
