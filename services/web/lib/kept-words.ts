import type { ExpiredParts, Keeping, KeptPart } from '@ringback/shared/contract/kept-parts';
import type { Format } from './words/format.ts';
import type { MoreWords } from './words/more-words.ts';

const parts: readonly KeptPart[] = ['report', 'job_texts', 'transcript'];
const dayMs = 24 * 3_600_000;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface Speech {
  words: MoreWords['history'];
  format: Format;
}

/** The parts that go before the session, the first one first. */
const earlier = (keeping: Keeping): KeptPart[] =>
  parts
    .filter((part) => keeping[part] < keeping.session)
    .toSorted((one, other) => keeping[one] - keeping[other]);

/** For how long any session is kept, in a sentence or two. */
export function toKeepingWords(keeping: Keeping, { words, format }: Speech): string {
  const toDays = (days: number) => format.plural(days, words.days);
  const whole = words.wholeKept(toDays(keeping.session));
  const before = earlier(keeping).map((part) => words.partKept(words.parts[part], toDays(keeping[part])));
  return before.length === 0 ? whole : `${whole} ${words.partsKept(before.join('; '))}`;
}

/** What of one session was erased because its time was over, and when the rest goes. */
export function toKeptWords(
  { configuredAt, expired }: { configuredAt: number; expired: ExpiredParts },
  keeping: Keeping | null,
  { words, format }: Speech,
): string[] {
  const gone = parts.flatMap((part) => {
    const at = expired[part];
    return at === undefined ? [] : [words.partErased(capital(words.parts[part]), format.date(at))];
  });
  if (keeping === null) return gone;
  const goesAt = (days: number) => format.date(configuredAt + days * dayMs);
  const coming = earlier(keeping)
    .filter((part) => expired[part] === undefined)
    .map((part) => words.partKeptUntil(capital(words.parts[part]), goesAt(keeping[part])));
  return [...gone, ...coming, words.keptUntil(goesAt(keeping.session))];
}
