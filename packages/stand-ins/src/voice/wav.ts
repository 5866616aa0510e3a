/** 16-bit PCM mono WAV files. Layout: RIFF/WAVE, chunks `fmt ` and `data`, little endian. */

const HEADER_BYTES = 44;
const PCM = 1;

/** A WAV file's whole content for these samples. */
export function writeWav(samples: Int16Array, sampleRate: number): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(HEADER_BYTES);
  const dataBytes = samples.length * 2;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return Buffer.concat([header, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)]);
}

/** @throws Error when it is not a 16-bit PCM mono WAV file. */
export function readWav(file: Uint8Array): { samples: Int16Array<ArrayBuffer>; sampleRate: number } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const text = (at: number) => bytes.toString('latin1', at, at + 4);
  let sampleRate: number | undefined;
  if (text(0) !== 'RIFF' || text(8) !== 'WAVE') throw new Error('not a WAV file');
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (text(at) === 'fmt ') {
      const isPcmMono16 =
        bytes.readUInt16LE(body) === PCM &&
        bytes.readUInt16LE(body + 2) === 1 &&
        bytes.readUInt16LE(body + 14) === 16;
      if (!isPcmMono16) throw new Error('not 16-bit PCM mono');
      sampleRate = bytes.readUInt32LE(body + 4);
    } else if (text(at) === 'data' && sampleRate !== undefined) {
      const end = Math.min(body + length, bytes.length);
      // A copy: the samples may start at an odd address, and the file's memory does not belong to the caller.
      const copy = new Uint8Array(bytes.subarray(body, end - ((end - body) % 2)));
      return { samples: new Int16Array(copy.buffer), sampleRate };
    }
    at = body + length + (length % 2);
  }
  throw new Error('a WAV file without format or data');
}
