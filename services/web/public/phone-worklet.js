/**
 * The audio thread of the browser's phone, served as it stands. Captures the microphone in pieces of 20 ms and
 * plays the interviewer, with marks given back when the audio before them was played.
 *
 * From the page: {type:'play', samples} · {type:'mark', name} · {type:'clear'} · {type:'close'}.
 * To the page:   {type:'captured', samples, playedLevel} · {type:'mark', name} · {type:'overflow', samples}.
 */

/** @typedef {{ samples: Float32Array, offset: number } | { mark: string }} Entry */

/** Audio and marks in order. A mark is due once the audio before it has been played, never earlier. */
export class PlaybackQueue {
  /** @param {number} limitSamples how much audio may wait */
  constructor(limitSamples) {
    this.limitSamples = limitSamples;
    this.waitingSamples = 0;
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {string[]} */
    this.behindBlock = [];
    this.isPlaying = false;
  }

  /**
   * @param {Float32Array} samples
   * @returns {boolean} false when it would exceed the limit; then nothing of it is kept
   */
  play(samples) {
    if (this.waitingSamples + samples.length > this.limitSamples) return false;
    if (samples.length > 0) this.entries.push({ samples, offset: 0 });
    this.waitingSamples += samples.length;
    return true;
  }

  /**
   * @param {string} name
   * @returns {boolean} true when nothing is left to play, so that the mark is due at once
   */
  mark(name) {
    if (this.entries.length > 0) this.entries.push({ mark: name });
    else if (this.isPlaying) this.behindBlock.push(name);
    else return true;
    return false;
  }

  /**
   * Drops what waits.
   * @returns {string[]} the pending marks in order; they come back although their audio was not played
   */
  clear() {
    const pending = [
      ...this.behindBlock,
      ...this.entries.flatMap((entry) => ('mark' in entry ? [entry.mark] : [])),
    ];
    this.entries = [];
    this.behindBlock = [];
    this.waitingSamples = 0;
    this.isPlaying = false;
    return pending;
  }

  /**
   * Fills one block; missing samples stay silent.
   * @param {Float32Array} block
   * @returns {string[]} marks whose audio ended in the previous block
   */
  fill(block) {
    const due = this.behindBlock;
    this.behindBlock = [];
    let filled = 0;
    while (this.entries.length > 0) {
      const entry = this.entries[0];
      if (entry === undefined) break;
      if ('mark' in entry) {
        this.behindBlock.push(entry.mark);
        this.entries.shift();
        continue;
      }
      if (filled === block.length) break;
      const piece = entry.samples.subarray(entry.offset, entry.offset + block.length - filled);
      block.set(piece, filled);
      filled += piece.length;
      entry.offset += piece.length;
      if (entry.offset === entry.samples.length) this.entries.shift();
    }
    this.waitingSamples -= filled;
    this.isPlaying = filled > 0;
    return due;
  }
}

const captureMs = 20;
/** Telephony sends at most 2 s ahead. Anything beyond this is a fault on the other side. */
const playbackLimitSeconds = 60;

/** @param {Float32Array} samples @returns {number} sum of squares */
function energy(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}

// Tests import this file outside an audio thread, where nothing can be registered.
if (typeof registerProcessor === 'function') {
  class PhoneProcessor extends AudioWorkletProcessor {
    constructor() {
      super();
      this.queue = new PlaybackQueue(playbackLimitSeconds * sampleRate);
      this.captured = new Float32Array(Math.round((sampleRate * captureMs) / 1000));
      this.filled = 0;
      this.playedEnergy = 0;
      this.isClosed = false;
      this.port.onmessage = ({ data }) => this.take(data);
    }

    /** @param {{ type: string, samples: Float32Array, name: string }} message */
    take(message) {
      if (message.type === 'play' && !this.queue.play(message.samples)) {
        this.port.postMessage({ type: 'overflow', samples: message.samples.length });
      }
      if (message.type === 'mark' && this.queue.mark(message.name)) this.giveBack([message.name]);
      if (message.type === 'clear') this.giveBack(this.queue.clear());
      if (message.type === 'close') this.isClosed = true;
    }

    /** @param {string[]} names */
    giveBack(names) {
      for (const name of names) this.port.postMessage({ type: 'mark', name });
    }

    /** @param {Float32Array | undefined} samples the microphone's block; none while it is not connected */
    capture(samples) {
      const block = samples ?? new Float32Array(128);
      for (let at = 0; at < block.length; ) {
        const piece = block.subarray(at, at + this.captured.length - this.filled);
        this.captured.set(piece, this.filled);
        this.filled += piece.length;
        at += piece.length;
        if (this.filled === this.captured.length) this.sendCaptured();
      }
    }

    sendCaptured() {
      const samples = this.captured;
      const playedLevel = Math.sqrt(this.playedEnergy / samples.length);
      this.captured = new Float32Array(samples.length);
      this.filled = 0;
      this.playedEnergy = 0;
      this.port.postMessage({ type: 'captured', samples, playedLevel }, [samples.buffer]);
    }

    /** @param {Float32Array[][]} inputs @param {Float32Array[][]} outputs */
    process(inputs, outputs) {
      const [left, ...others] = outputs[0] ?? [];
      if (left !== undefined) {
        this.giveBack(this.queue.fill(left));
        for (const other of others) other.set(left);
        this.playedEnergy += energy(left);
      }
      this.capture(inputs[0]?.[0]);
      return !this.isClosed;
    }
  }
  registerProcessor('ringback-phone', PhoneProcessor);
}
