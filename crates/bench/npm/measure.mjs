// Runs every decoder on every frame that the benchmark serves, under Node or in a browser's worker, and sends it what
// they found and how long they took.
import { decoders } from './decoders.mjs';

// One frame in so many warms up, before anything is timed: engines compile what is called often.
const WARM_UP = 8;
// After so many ms a decoder has had its time with a frame, even if it was to read it more often.
const PATIENCE_MS = 120;

async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return { answer, data: new Uint8ClampedArray(await answer.arrayBuffer()) };
}

async function frame(base, index) {
  const { answer, data } = await bytes(`${base}frames/${index}`);
  return { data, width: Number(answer.headers.get('x-width')), height: Number(answer.headers.get('x-height')) };
}

// Reads a frame once: the texts, or nothing if the decoder broke, and the ms that it took.
async function once(decoder, picture) {
  const began = performance.now();
  let texts = null;
  try { texts = await decoder.read(picture); } catch (error) { console.error(decoder.name, String(error)); }
  return { texts, took: performance.now() - began };
}

// The decoders take turns, so that what disturbs the machine disturbs them all.
async function all(readers, picture, times) {
  const results = readers.map(() => ({ texts: null, took: [] }));
  for (let time = 0; time < times; time += 1) {
    for (const [index, decoder] of readers.entries()) {
      const result = results[index];
      if (result.took.reduce((sum, ms) => sum + ms, 0) > PATIENCE_MS) continue;
      const { texts, took } = await once(decoder, picture);
      result.texts = texts;
      result.took.push(took);
    }
  }
  return results;
}

export async function measure(base, importFrom) {
  const load = async (path) => new Uint8Array((await bytes(base + path)).data.buffer);
  const readers = await decoders(load, importFrom);
  const { frames, times } = await (await fetch(`${base}task`)).json();
  for (let index = 0; index < frames; index += WARM_UP) await all(readers, await frame(base, index), 1);
  const results = [];
  for (let index = 0; index < frames; index += 1) {
    results.push(await all(readers, await frame(base, index), times));
  }
  const body = JSON.stringify({ decoders: readers.map(({ name }) => name), frames: results });
  await fetch(`${base}results`, { method: 'POST', body });
}
