using System.Text.Json;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Inference;

/// <summary>Debian's checker of ONNX files, with every check it has.</summary>
internal static class OnnxChecker
{
    private const string Script = """
        import json, sys, onnx
        model = onnx.load(sys.argv[1])
        onnx.checker.check_model(model, full_check=True)
        print(json.dumps({"opset": model.opset_import[0].version, "ir": model.ir_version,
            "metadata": {p.key: p.value for p in model.metadata_props},
                          "initializers": [i.name for i in model.graph.initializer]}))
        """;

    /// <summary>Fails unless the checker accepts the file; gives what is in it.</summary>
    internal static JsonElement Check(string model, string folder)
    {
        string script = Path.Combine(folder, "check.py");
        File.WriteAllText(script, Script);
        (int code, string output, string error) = PythonFactAttribute.Run(script, model);
        Assert.True(code == 0, error);
        JsonElement seen = JsonDocument.Parse(output.Split('\n').First(line => line.StartsWith('{'))).RootElement;
        Assert.Equal((17, 8), (seen.GetProperty("opset").GetInt32(), seen.GetProperty("ir").GetInt32()));
        return seen;
    }
}
