/** What an audio thread has but `lib.dom` does not declare (Web Audio API, "AudioWorkletGlobalScope"). */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
