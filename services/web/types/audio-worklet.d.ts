/** What an audio thread has and `lib.dom` does not name (Web Audio API, "AudioWorkletGlobalScope"). */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
