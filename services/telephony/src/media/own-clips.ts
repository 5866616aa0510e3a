import { readFileSync } from 'node:fs';
import { type SpokenLanguage, spokenLanguages } from '../twilio/spoken-words.ts';

/**
 * What telephony itself says into a conversation when no interviewer can. These are µ-law clips beside this file,
 * because the carrier's voice cannot speak while a media stream is up. English was made with the local voice, the
 * others with espeak-ng.
 */
export type ClipName = 'one-moment' | 'apology';

const prefix = 'own:';

/** One clip: the id under which it is played, its base64 audio, its length. */
export interface Clip {
  itemId: string;
  payload: string;
  ms: number;
}

export interface OwnClips {
  /** "One moment, please." */
  oneMoment: Clip;
  /** "I am sorry. We were cut off. Please practise again later. Goodbye." */
  apology: Clip;
}

function read(name: ClipName, language: SpokenLanguage): Clip {
  const audio = readFileSync(new URL(`./clips/${name}.${language}.ulaw`, import.meta.url));
  return { itemId: `${prefix}${name}`, payload: audio.toString('base64'), ms: audio.length / 8 };
}

/** Read once at the start, so that no call waits for a file. */
const clips = new Map<SpokenLanguage, OwnClips>(
  spokenLanguages.map((language) => [
    language,
    { oneMoment: read('one-moment', language), apology: read('apology', language) },
  ]),
);
const english: OwnClips = { oneMoment: read('one-moment', 'en'), apology: read('apology', 'en') };

export function clipsIn(language: SpokenLanguage): OwnClips {
  return clips.get(language) ?? english;
}

/** Our own words are no turn of the interviewer. No bridge is told of them. */
export function isOwn(itemId: string): boolean {
  return itemId.startsWith(prefix);
}
