import { inflateWithin } from './bounded-inflate.ts';
import { DocumentError } from './document-outcome.ts';
import { packStored } from './stored-zip.ts';
import { packedBytesOf, readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** A résumé of forty pages has less than 2 MB of XML. */
const mostUnpackedBytes = 16 * 1024 * 1024;

/** Text, styles and lists. Pictures, fonts and embedded files are left where they are. */
const isNeeded = ({ name }: ZipEntry) => /\.(?:xml|rels)$/i.test(name);

async function unpack(bytes: Uint8Array, entry: ZipEntry, allowance: { bytesLeft: number }) {
  const packed = packedBytesOf(bytes, entry);
  if (entry.method === 8) return inflateWithin(packed, allowance);
  if (entry.method !== 0) throw new DocumentError('broken');
  allowance.bytesLeft -= packed.length;
  if (allowance.bytesLeft < 0) throw new DocumentError('unpacks_too_large');
  return packed;
}

/**
 * A Word file as an archive that unpacks nothing: its parts were unpacked here, within a bound, and packed again as
 * they are. So the reader of Word files meets no bomb, and no archive that two readers understand differently.
 *
 * @throws DocumentError `wrong_type` for an archive that is no Word file, `unpacks_too_large`, `encrypted`, `broken`
 */
export async function unpackDocx(bytes: Uint8Array, mostBytes = mostUnpackedBytes): Promise<ArrayBuffer> {
  const entries = readZipDirectory(bytes);
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) throw new DocumentError('wrong_type');
  if (!entries.some(({ name }) => /^word\/[^/]+\.xml$/i.test(name))) throw new DocumentError('wrong_type');
  const allowance = { bytesLeft: mostBytes };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries.filter(isNeeded)) files.set(entry.name, await unpack(bytes, entry, allowance));
  return packStored(files);
}
