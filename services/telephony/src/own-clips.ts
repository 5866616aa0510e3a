import { readFileSync } from 'node:fs';

/** What telephony itself says when no interviewer can: µ-law clips beside this file, made with the local voice. */
export type ClipName = 'one-moment' | 'apology';

const prefix = 'own:';

/** One clip: the id that it is played under, its base64 audio, its length. */
export interface Clip {
  itemId: string;
  payload: string;
  ms: number;
}

function read(name: ClipName): Clip {
  const audio = readFileSync(new URL(`./clips/${name}.ulaw`, import.meta.url));
  return { itemId: `${prefix}${name}`, payload: audio.toString('base64'), ms: audio.length / 8 };
}

/** "One moment, please." */
export const oneMoment: Clip = read('one-moment');
/** "I am sorry. We were cut off. Please practise again later. Goodbye." */
export const apology: Clip = read('apology');

/** Our own words are no turn of the interviewer: no bridge hears of them. */
export function isOwn(itemId: string): boolean {
  return itemId.startsWith(prefix);
}
