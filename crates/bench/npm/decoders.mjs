// The decoders by one interface: a name, and a function from a frame ({ data, width, height }, RGBA) to texts.

// Each text as its encoding is guessed: what zxing-wasm does itself.
const ENCODINGS = ['utf-8', 'shift_jis', 'gb18030'].map((name) => new TextDecoder(name, { fatal: true }));
const LATIN = new TextDecoder('latin1');

function text(bytes) {
  for (const encoding of ENCODINGS) {
    try { return encoding.decode(bytes); } catch { /* the next one */ }
  }
  return LATIN.decode(bytes);
}

// One of our Wasm files with the functions `frame`, `scan` and `texts`. A trap ends an instance, so the next frame gets
// a new one.
async function bare(wasm) {
  const module = await WebAssembly.compile(wasm);
  let exports = null;
  return (tier) => ({ data, width, height }) => {
    exports ??= new WebAssembly.Instance(module, {}).exports;
    try {
      const at = exports.frame(width, height);
      new Uint8Array(exports.memory.buffer, at, data.length).set(data);
      const answer = exports.scan(width, height, tier);
      const view = new DataView(exports.memory.buffer, exports.texts(), answer);
      const found = [];
      for (let next = 0; next < answer;) {
        const length = view.getUint32(next, true);
        found.push(text(new Uint8Array(view.buffer, view.byteOffset + next + 4, length)));
        next += 4 + length;
      }
      return found;
    } catch (error) {
      exports = null;
      throw error;
    }
  };
}

export async function decoders(load, importFrom) {
  const [plain, simd, rqrr] = await Promise.all(
    ['plain', 'simd', 'rqrr'].map(async (name) => bare(await load(`build/${name}.wasm`))),
  );
  const zxing = await importFrom('npm/node_modules/zxing-wasm/dist/es/reader/index.js');
  const wasmBinary = await load('npm/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
  await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const source = new TextDecoder().decode(await load('npm/node_modules/jsqr/dist/jsQR.js'));
  const jsqr = { exports: {} };
  new Function('module', 'exports', source)(jsqr, jsqr.exports);
  const tiers = ['fast', 'full', 'deep'];
  return [
    ...tiers.map((tier, index) => ({ name: `plain ${tier}`, read: plain(index) })),
    ...tiers.map((tier, index) => ({ name: `SIMD ${tier}`, read: simd(index) })),
    { name: 'rqrr', read: rqrr(0) },
    {
      name: 'zxing-wasm',
      read: async (frame) => (await zxing.readBarcodes(frame, { formats: ['QRCode'] })).filter((code) => code.isValid).map((code) => code.text),
    },
    {
      name: 'jsQR',
      read: ({ data, width, height }) => {
        const code = jsqr.exports(data, width, height, { inversionAttempts: 'attemptBoth' });
        return code ? [code.data] : [];
      },
    },
  ];
}
