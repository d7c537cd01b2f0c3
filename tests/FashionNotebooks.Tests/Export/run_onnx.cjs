// Runs an ONNX file in ONNX Runtime: node run_onnx.cjs FILE INPUT.bin TYPE N,C,H,W → one JSON document of its outputs.
const fs = require('fs');
const ort = require('onnxruntime-node');

(async () => {
  const [file, input, type, shape] = process.argv.slice(2);
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const bytes = fs.readFileSync(input);
  const data = type === 'uint8' ? new Uint8Array(bytes) : new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const outputs = await session.run({ [session.inputNames[0]]: new ort.Tensor(type, data, shape.split(',').map(Number)) });
  const answer = {};
  for (const name of session.outputNames) answer[name] = { dims: outputs[name].dims, data: Array.from(outputs[name].data) };
  console.log(JSON.stringify(answer));
})();
