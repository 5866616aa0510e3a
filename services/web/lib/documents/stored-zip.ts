/** Writes an archive of files that are not packed (PKWARE APPNOTE 6.3.10, 4.3), so that its reader unpacks nothing. */

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

type Field = readonly [bytes: 2 | 4, value: number];

function record(fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** Bit 11: names are UTF-8. */
const utf8Names = 0x0800;
const version = 20;

function shared(nameBytes: number, content: Uint8Array): Field[] {
  return [
    ...([
      [2, version],
      [2, utf8Names],
      [2, 0],
      [2, 0],
      [2, 0],
    ] as const),
    ...([
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
    ] as const),
    ...([
      [2, nameBytes],
      [2, 0],
    ] as const),
  ];
}

/** An archive of these files, in their order. */
export async function packStored(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const nameInBytes = new TextEncoder().encode(name);
    const fields = shared(nameInBytes.length, content);
    directory.push(
      record([[4, 0x02014b50], [2, version], ...fields, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]),
      nameInBytes,
    );
    const header = record([[4, 0x04034b50], ...fields]);
    parts.push(header, nameInBytes, content);
    at += header.length + nameInBytes.length + content.length;
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  const counts: Field[] = [
    [2, files.size],
    [2, files.size],
  ];
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], ...counts, [4, directoryBytes], [4, at], [2, 0]]);
  return new Blob([...parts, ...directory, end] as Uint8Array<ArrayBuffer>[]).arrayBuffer();
}
