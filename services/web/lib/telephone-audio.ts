import { parseBase64 } from './base64.ts';
import { type CallerFrame, createFramePacker } from './caller-frames.ts';
import { decodeMulaw } from './mulaw.ts';
import { createResampler } from './resampler.ts';

const telephoneHz = 8_000;

/** Audio between a device's samples and the telephone's frames, µ-law at 8 kHz in base64. */
export interface TelephoneAudio {
  deviceOpened(sampleRate: number): void;
  /** Another media stream begins with a whole frame. */
  streamStarted(): void;
  /** Frames of what the microphone has taken. */
  toTelephone(samples: Float32Array, isMuted: boolean): CallerFrame[];
  /** Null: not base64. */
  fromTelephone(payload: string): Float32Array<ArrayBuffer> | null;
  /** What was heard before has nothing to do with what comes next. */
  silence(): void;
}

export function createTelephoneAudio(): TelephoneAudio {
  let outwards = createResampler(telephoneHz, telephoneHz);
  let inwards = outwards;
  let packer = createFramePacker();
  return {
    deviceOpened(sampleRate) {
      outwards = createResampler(sampleRate, telephoneHz);
      inwards = createResampler(telephoneHz, sampleRate);
    },
    streamStarted() {
      packer = createFramePacker();
    },
    toTelephone: (samples, isMuted) => packer.pack(outwards.process(samples), isMuted),
    fromTelephone(payload) {
      const bytes = parseBase64(payload);
      return bytes ? inwards.process(decodeMulaw(bytes)) : null;
    },
    silence: () => inwards.reset(),
  };
}
