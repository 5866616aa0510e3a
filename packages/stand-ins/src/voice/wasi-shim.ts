/**
 * As much of WASI preview 1 as a command-line synthesiser needs: arguments in, one file out, and its output collected.
 * (Node's own `node:wasi` crashed the process at the second instance of the same module.) Layouts and numbers: WASI
 * preview 1, witx `wasi_snapshot_preview1`.
 */

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NOT_SEEKABLE = 70;
const FOLDER = 3;
const OUTPUT_FILE = 4;
const ALL_RIGHTS = 0xffff_ffffn;
/** File types of `fd_fdstat_get`. */
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;
/** Ten minutes of 16 kHz speech: a program that writes more has gone wrong. */
const MAX_FILE_BYTES = 20_000_000;

export interface ProgramResult {
  exitCode: number;
  /** The one file that was opened, or empty. */
  file: Uint8Array<ArrayBuffer>;
  /** Standard output and error as they came. */
  printed: string;
}

class ProgramExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`the program exited with ${code}`);
    this.code = code;
  }
}

/**
 * Runs a WASI command once, synchronously, in a fresh instance. Every path that it opens is the one output file.
 *
 * @param args with the program's name first
 * @throws WebAssembly.RuntimeError when the program traps
 */
export function runWasiProgram(module: WebAssembly.Module, args: readonly string[]): ProgramResult {
  const encodedArgs = args.map((argument) => Buffer.from(`${argument.replaceAll('\0', ' ')}\0`, 'utf8'));
  const output = createGrowingFile();
  let printed = '';
  let memory = new WebAssembly.Memory({ initial: 0 });
  // Made again at each use, because growing the memory detaches its views.
  const view = () => new DataView(memory.buffer);
  const bytesAt = (address: number, length: number) => new Uint8Array(memory.buffer, address, length);

  const wasi = {
    args_sizes_get(countAt: number, sizeAt: number): number {
      view().setUint32(countAt, encodedArgs.length, true);
      view().setUint32(sizeAt, Buffer.concat(encodedArgs).length, true);
      return SUCCESS;
    },
    args_get(pointersAt: number, textAt: number): number {
      let address = textAt;
      for (const [index, argument] of encodedArgs.entries()) {
        view().setUint32(pointersAt + 4 * index, address, true);
        bytesAt(address, argument.length).set(argument);
        address += argument.length;
      }
      return SUCCESS;
    },
    /** Always the same moment, so that speech does not depend on when it was made. */
    clock_time_get(_clock: number, _precision: bigint, timeAt: number): number {
      view().setBigUint64(timeAt, 0n, true);
      return SUCCESS;
    },
    fd_prestat_get(descriptor: number, prestatAt: number): number {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR;
      view().setUint32(prestatAt, 0, true);
      view().setUint32(prestatAt + 4, 1, true);
      return SUCCESS;
    },
    fd_prestat_dir_name(descriptor: number, nameAt: number): number {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR;
      bytesAt(nameAt, 1).set([0x2f]);
      return SUCCESS;
    },
    fd_fdstat_get(descriptor: number, statAt: number): number {
      const type = [CHARACTER_DEVICE, CHARACTER_DEVICE, CHARACTER_DEVICE, DIRECTORY, REGULAR_FILE][
        descriptor
      ];
      if (type === undefined) return BAD_DESCRIPTOR;
      view().setUint16(statAt, type, true);
      view().setUint16(statAt + 2, 0, true);
      view().setBigUint64(statAt + 8, ALL_RIGHTS, true);
      view().setBigUint64(statAt + 16, ALL_RIGHTS, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: (): number => SUCCESS,
    path_open(...parameters: [...unused: (number | bigint)[], descriptorAt: number]): number {
      view().setUint32(parameters.at(-1) as number, OUTPUT_FILE, true);
      return SUCCESS;
    },
    fd_read: (): number => BAD_DESCRIPTOR,
    fd_write(descriptor: number, piecesAt: number, pieceCount: number, writtenAt: number): number {
      let written = 0;
      for (let index = 0; index < pieceCount; index++) {
        const address = view().getUint32(piecesAt + 8 * index, true);
        const piece = bytesAt(address, view().getUint32(piecesAt + 8 * index + 4, true));
        if (descriptor === OUTPUT_FILE) output.write(piece);
        else printed += Buffer.from(piece).toString('utf8');
        written += piece.length;
      }
      view().setUint32(writtenAt, written, true);
      return SUCCESS;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, positionAt: number): number {
      if (descriptor !== OUTPUT_FILE) return NOT_SEEKABLE;
      view().setBigUint64(positionAt, BigInt(output.seek(Number(offset), whence)), true);
      return SUCCESS;
    },
    fd_close: (): number => SUCCESS,
    proc_exit(code: number): never {
      throw new ProgramExit(code);
    },
  };

  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi });
  const { memory: exportedMemory, _start: start } = instance.exports;
  if (!(exportedMemory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new Error('not a WASI command: it exports no memory or no _start');
  }
  memory = exportedMemory;
  let exitCode = 0;
  try {
    start();
  } catch (error) {
    if (!(error instanceof ProgramExit)) throw error;
    exitCode = error.code;
  }
  return { exitCode, file: output.content(), printed };
}

/** A file in memory with a position, as `fd_write` and `fd_seek` see it. */
function createGrowingFile() {
  let bytes = new Uint8Array(256 * 1024);
  let length = 0;
  let position = 0;
  return {
    write(piece: Uint8Array): void {
      const end = position + piece.length;
      if (end > MAX_FILE_BYTES) throw new Error(`the program wrote more than ${MAX_FILE_BYTES} bytes`);
      if (end > bytes.length) {
        const larger = new Uint8Array(Math.max(end, 2 * bytes.length));
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(piece, position);
      position = end;
      length = Math.max(length, end);
    },
    /** `whence`: 0 from the start, 1 from here, 2 from the end. */
    seek(offset: number, whence: number): number {
      const from = whence === 0 ? 0 : whence === 1 ? position : length;
      position = Math.max(0, from + offset);
      return position;
    },
    content: (): Uint8Array<ArrayBuffer> => bytes.slice(0, length),
  };
}
