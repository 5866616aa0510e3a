import { createResampler } from './resampler.js';

const TELEPHONE_HZ = 8000;
const FRAME_SAMPLES = 160;
/** Held back before a sound begins, so that a late frame does not interrupt it. */
const HELD_BACK_SECONDS = 0.06;

/** The audio thread of the simulated phone: frames of 160 samples at 8 kHz out, samples at 8 kHz to play in. */
class Phone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.captured = [];
    this.waiting = [];
    this.isPlaying = false;
    this.outwards = createResampler(sampleRate, TELEPHONE_HZ);
    this.inwards = createResampler(TELEPHONE_HZ, sampleRate);
    this.port.onmessage = ({ data }) => {
      if (data === 'clear') this.waiting = [];
      else this.waiting = this.waiting.concat(this.inwards(data));
    };
  }

  process([[input] = []], [[output]]) {
    if (input) this.captured.push(...this.outwards(input));
    while (this.captured.length >= FRAME_SAMPLES) {
      this.port.postMessage(Float32Array.from(this.captured.splice(0, FRAME_SAMPLES)));
    }
    this.isPlaying = this.waiting.length >= (this.isPlaying ? 1 : HELD_BACK_SECONDS * sampleRate);
    if (this.isPlaying) output.set(this.waiting.splice(0, output.length));
    return true;
  }
}

registerProcessor('phone', Phone);
