// ONNX Runtime, kept warm: node onnx_peer.cjs PIXELS.bin COUNT SIZE SCALE BIAS FILE… Pixels are planes of bytes; SCALE and BIAS, three
// numbers with commas, normalise them here.
// Prints one JSON line: the version, and for each file the scores of all pictures and the median milliseconds of a single one.
const fs = require('fs');
const ort = require('onnxruntime-node');

const BATCH = 64, ROUNDS = 5, EACH = 200;

const median = values => values.sort((a, b) => a - b)[values.length >> 1];

(async () => {
  const [file, count, size, scale, bias, ...models] = process.argv.slice(2);
  const pixels = fs.readFileSync(file);
  const one = 3 * size * size;
  const scales = scale.split(',').map(Number), biases = bias.split(',').map(Number), plane = size * size;
  const normal = (v, i) => v * scales[Math.floor(i / plane) % 3] + biases[Math.floor(i / plane) % 3];
  const input = (from, to) => new ort.Tensor('float32', Float32Array.from(pixels.subarray(from * one, to * one), normal), [to - from, 3, +size, +size]);
  const sessions = await Promise.all(models.map(model => ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 })));
  const run = (session, tensor, outputs) => session.run({ [session.inputNames[0]]: tensor }, outputs);
  const files = sessions.map(() => ({ logits: [], times: [] }));
  for (let from = 0; from < count; from += BATCH) {
    const tensor = input(from, Math.min(+count, from + BATCH));
    for (const [i, session] of sessions.entries()) files[i].logits.push(...(await run(session, tensor, ['logits'])).logits.data);
  }
  for (let round = 0; round < ROUNDS; round++) { // the files take turns, so that a busy moment hits them alike
    for (const [i, session] of sessions.entries()) {
      for (let k = 0; k < EACH; k++) {
        const tensor = input(k % +count, k % +count + 1);
        const start = process.hrtime.bigint();
        await run(session, tensor, ['logits']);
        files[i].times.push(Number(process.hrtime.bigint() - start) / 1e6);
      }
    }
  }
  const runtime = JSON.parse(fs.readFileSync(require.resolve('onnxruntime-node/package.json'))).version;
  console.log(JSON.stringify({ runtime, files: files.map(f => ({ logits: f.logits, milliseconds: median(f.times) })) }));
})();
