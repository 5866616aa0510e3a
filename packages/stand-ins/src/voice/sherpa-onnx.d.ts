declare module 'sherpa-onnx' {
  /** Samples are in -1 to 1 at the named rate. */
  export interface OfflineStream {
    acceptWaveform(sampleRate: number, samples: Float32Array): void;
    free(): void;
  }

  /** Synchronous, with one stream for each recording. Streams are freed by hand (WASM memory). */
  export interface OfflineRecognizer {
    createStream(): OfflineStream;
    decode(stream: OfflineStream): void;
    getResult(stream: OfflineStream): { text: string };
    free(): void;
  }

  export interface OfflineRecognizerConfig {
    modelConfig: {
      moonshine: { encoder: string; mergedDecoder: string };
      tokens: string;
      numThreads: number;
      debug: 0 | 1;
      provider: 'cpu';
    };
  }

  export function createOfflineRecognizer(config: OfflineRecognizerConfig): OfflineRecognizer;
}
