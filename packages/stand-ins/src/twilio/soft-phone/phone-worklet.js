/** The audio thread of the simulated phone: frames of 160 samples out, samples to play in. All at 8 kHz. */
class Phone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.captured = [];
    this.waiting = [];
    this.isPlaying = false;
    this.port.onmessage = ({ data }) => {
      if (data === 'clear') this.waiting = [];
      else this.waiting.push(...data);
    };
  }

  process([[input] = []], [[output]]) {
    if (input) this.captured.push(...input);
    while (this.captured.length >= 160) {
      this.port.postMessage(Float32Array.from(this.captured.splice(0, 160)));
    }
    // A little is held back before a sound begins, so that a late frame does not interrupt it.
    this.isPlaying = this.waiting.length >= (this.isPlaying ? 1 : 480);
    if (this.isPlaying) output.set(this.waiting.splice(0, output.length));
    return true;
  }
}

registerProcessor('phone', Phone);
