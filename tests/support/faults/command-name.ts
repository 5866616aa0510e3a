import { createHash } from 'node:crypto';
import { readWords } from './resp-frames.ts';

/**
 * What a command on its way to Redis is called, in lower case. A script is called by its name where it is known.
 *
 * @param scripts names of scripts by their SHA-1
 */
export function toCommandName(frame: Buffer, scripts: ReadonlyMap<string, string>): string {
  const [name = '', first = ''] = readWords(frame);
  const lower = name.toLowerCase();
  if (!lower.startsWith('eval')) return lower;
  // A script comes whole the first time, and later by its hash.
  const hash = lower === 'eval' ? createHash('sha1').update(first).digest('hex') : first;
  return scripts.get(hash) ?? `script ${hash.slice(0, 8)}`;
}
