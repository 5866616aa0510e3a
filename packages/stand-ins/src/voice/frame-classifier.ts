import createFvad, { type FvadModule } from '@echogarden/fvad-wasm';

/** One frame is 20 ms of 8 kHz audio. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = 160;

/** The strictest of the four. It recognises fans and keyboards as noise. */
const MODE = 3;

/** Tells speech from everything else, frame by frame. It adapts to the noise, so each caller needs their own. */
export interface FrameClassifier {
  /** `frame`: exactly 160 samples. */
  isSpeech(frame: Int16Array): boolean;
  close(): void;
}

/** @throws Error when the module cannot be loaded or has no memory left. */
export async function createFrameClassifier(): Promise<FrameClassifier> {
  shared ??= loadModule();
  const { module, samplesAt } = await shared;
  let detector = module._fvad_new();
  if (detector === 0) throw new Error('no memory for another voice activity detector');
  module._fvad_set_mode(detector, MODE);
  module._fvad_set_sample_rate(detector, 8000);
  return {
    isSpeech(frame) {
      if (detector === 0) throw new Error('the frame classifier is closed');
      module.HEAP16.set(frame, samplesAt / 2);
      const verdict = module._fvad_process(detector, samplesAt, frame.length);
      if (verdict < 0) throw new Error(`a frame has ${FRAME_SAMPLES} samples, not ${frame.length}`);
      return verdict === 1;
    },
    close() {
      if (detector !== 0) module._fvad_free(detector);
      detector = 0;
    },
  };
}

/** One module, and one place in its memory for the current frame, because classifying is synchronous. */
let shared: Promise<{ module: FvadModule; samplesAt: number }> | undefined;

async function loadModule(): Promise<{ module: FvadModule; samplesAt: number }> {
  const module = await createFvad();
  return { module, samplesAt: module._malloc(FRAME_SAMPLES * 2) };
}
