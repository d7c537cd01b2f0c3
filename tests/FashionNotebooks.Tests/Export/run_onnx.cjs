// Runs an ONNX file in ONNX Runtime: node run_onnx.cjs FILE INPUT.bin TYPE N,C,H,W BATCH,… → one JSON document of its outputs.
// The batches take turns until all N pictures are through.
const fs = require('fs');
const ort = require('onnxruntime-node');

(async () => {
  const [file, input, type, shape, batches] = process.argv.slice(2);
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const bytes = fs.readFileSync(input);
  const data = type === 'uint8' ? new Uint8Array(bytes) : new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [count, ...sizes] = shape.split(',').map(Number);
  const one = sizes.reduce((a, b) => a * b);
  const turns = batches.split(',').map(Number);
  const answer = {};
  for (let from = 0, to, turn = 0; from < count; from = to, turn++) {
    to = Math.min(count, from + turns[turn % turns.length]);
    const pictures = new ort.Tensor(type, data.subarray(from * one, to * one), [to - from, ...sizes]);
    const outputs = await session.run({ [session.inputNames[0]]: pictures });
    for (const name of session.outputNames) (answer[name] ??= []).push(...outputs[name].data);
  }
  console.log(JSON.stringify(answer));
})();
