/** The part of the WebAssembly API that is used here. TypeScript has it only in its browser library. */
declare namespace WebAssembly {
  class Module {
    private readonly isModule: true;
  }
  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
