/** The worker thread of the hearing: 8 kHz µ-law in, raw text out. Started by `hearing.ts`. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { serveWorkerLine } from '@ringback/shared/runtime/worker-service';
import { LlamaTokenizer } from 'llama-tokenizer-js';
import { createOfflineRecognizer, type OfflineRecognizer } from 'sherpa-onnx';
import { createFrameClassifier, FRAME_SAMPLES } from './frame-classifier.ts';
import { decodeMulaw } from './mulaw.ts';
import { multiplyRate } from './resample.ts';
import { cutSegments } from './segments.ts';
import type { Heard } from './types.ts';
import { readVerifiedFile } from './verified-file.ts';
import { correctVocabulary } from './vocabulary.ts';

export interface HearingWorkerData {
  /** Where the token list is kept while the model is loaded. */
  dataFolder: string;
}

export interface TranscribeRequest {
  audio: Uint8Array;
  vocabulary: readonly string[];
}

const ENCODER = {
  package: '@moonshine-ai/moonshine-js',
  path: 'dist/model/tiny/quantized/encoder_model.onnx',
  sha256: 'c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a',
};
const DECODER = {
  package: '@moonshine-ai/moonshine-js',
  path: 'dist/model/tiny/quantized/decoder_model_merged.onnx',
  sha256: 'eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367',
};

await serveWorkerLine<TranscribeRequest, Heard>(async () => {
  const { dataFolder } = workerData as HearingWorkerData;
  const tokenizer = new LlamaTokenizer();
  const recognizer = loadRecognizer(dataFolder, tokenizer);
  // A word that is one piece in the model's vocabulary is frequent in English ("▁" begins a word).
  const isOrdinary = (word: string) => tokenizer.vocabByString.has(`▁${word}`);
  // The first decoding is the slowest, so it is done before the first candidate speaks.
  recognize(recognizer, new Int16Array(8000));
  // Created now so that a missing module shows at the start. Each recording gets a fresh one.
  (await createFrameClassifier()).close();
  return async ({ audio, vocabulary }) => {
    const samples = decodeMulaw(audio);
    const texts = cutSegments(await findSpeech(samples)).map(({ from, to }) =>
      recognize(recognizer, samples.subarray(from * FRAME_SAMPLES, to * FRAME_SAMPLES)),
    );
    const raw = texts.filter((text) => text !== '').join(' ');
    return { text: correctVocabulary(raw, { vocabulary, isOrdinary }), raw };
  };
});

function loadRecognizer(dataFolder: string, tokenizer: LlamaTokenizer): OfflineRecognizer {
  mkdirSync(dataFolder, { recursive: true });
  // The library reads the list only from a file. It gets its own folder, so that no other program can have put another
  // list there.
  const folder = mkdtempSync(join(dataFolder, 'tokens-'));
  try {
    const tokens = join(folder, 'tokens.txt');
    writeFileSync(tokens, listTokens(tokenizer));
    return createOfflineRecognizer({
      modelConfig: {
        moonshine: { encoder: readVerifiedFile(ENCODER).path, mergedDecoder: readVerifiedFile(DECODER).path },
        tokens,
        numThreads: 1,
        debug: 0,
        provider: 'cpu',
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The model's vocabulary as sherpa-onnx wants it: per piece one line `base64(piece) id`. */
function listTokens(tokenizer: LlamaTokenizer): string {
  return tokenizer.vocabById
    .map((piece, id) => `${Buffer.from(piece, 'utf8').toString('base64')} ${id}\n`)
    .join('');
}

/** One verdict per 20 ms. The rest of the last frame is dropped. */
async function findSpeech(samples: Int16Array): Promise<boolean[]> {
  const classifier = await createFrameClassifier();
  try {
    return Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, frame) =>
      classifier.isSpeech(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES)),
    );
  } finally {
    classifier.close();
  }
}

/** @param samples at 8 kHz */
function recognize(recognizer: OfflineRecognizer, samples: Int16Array): string {
  const floats = Float32Array.from(multiplyRate(samples, 2), (sample) => sample / 32_768);
  const stream = recognizer.createStream();
  try {
    stream.acceptWaveform(16_000, floats);
    recognizer.decode(stream);
    return recognizer.getResult(stream).text.trim();
  } finally {
    stream.free();
  }
}
