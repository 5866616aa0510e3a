import { DocumentError } from './document-outcome.ts';

/** One file of an archive, as its directory describes it (PKWARE APPNOTE 6.3.10, 4.3). */
export interface ZipEntry {
  name: string;
  /** 0: stored. 8: deflated. */
  method: number;
  isEncrypted: boolean;
  /** Where its local header begins. */
  headerAt: number;
  packedBytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const headerBytes = 30;
/** The end record is followed by a comment of at most this many bytes. */
const mostCommentBytes = 0xffff;
/** A Word file has a few dozen. */
const mostEntries = 2_000;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endBytes - mostCommentBytes);
  for (let at = view.byteLength - endBytes; at >= lowest; at -= 1)
    if (view.getUint32(at, true) === endSignature) return at;
  throw new DocumentError('broken');
}

/**
 * The directory of an archive. Zip64 is not read: at this size no writer needs it.
 *
 * @throws DocumentError `broken`, `unpacks_too_large` (too many entries)
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw new DocumentError('unpacks_too_large');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== entrySignature)
      throw new DocumentError('broken');
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + entryBytes, at + entryBytes + nameBytes)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The packed bytes of an entry. @throws DocumentError `broken`, `encrypted` */
export function packedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  if (entry.isEncrypted) throw new DocumentError('encrypted');
  const view = viewOf(bytes);
  const { headerAt, packedBytes } = entry;
  if (headerAt + headerBytes > bytes.length || view.getUint32(headerAt, true) !== headerSignature)
    throw new DocumentError('broken');
  const from =
    headerAt + headerBytes + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (from + packedBytes > bytes.length) throw new DocumentError('broken');
  return bytes.slice(from, from + packedBytes);
}
