declare module '@echogarden/fvad-wasm' {
  /** libfvad (`fvad.h`) as Emscripten exports it. An address is a number, 0 when out of memory. */
  export interface FvadModule {
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_set_mode(detector: number, mode: 0 | 1 | 2 | 3): number;
    _fvad_set_sample_rate(detector: number, hertz: number): number;
    /** 1 speech, 0 none, -1 wrong length; 10, 20 or 30 ms of samples. */
    _fvad_process(detector: number, samples: number, count: number): number;
    _malloc(bytes: number): number;
    /** Replaced when the memory grows, so it must be read again at each use. */
    HEAP16: Int16Array;
  }
  // biome-ignore lint/style/noDefaultExport: this is what the package exports
  export default function createFvad(): Promise<FvadModule>;
}
