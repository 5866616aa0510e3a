import type { ExpiredParts, Keeping, KeptPart } from '@ringback/shared/contract/kept-parts';

const partWords: Readonly<Record<KeptPart, string>> = {
  report: 'the report',
  job_texts: 'job description, résumé and plan',
  transcript: 'what was said',
};
const parts = Object.keys(partWords) as KeptPart[];
const dayMs = 24 * 3_600_000;
const toDays = (days: number) => (days === 1 ? 'one day' : `${days} days`);
const toDate = (at: number) => new Date(at).toLocaleDateString();
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The parts that go before the session, the first one first. */
const earlier = (keeping: Keeping): KeptPart[] =>
  parts
    .filter((part) => keeping[part] < keeping.session)
    .toSorted((one, other) => keeping[one] - keeping[other]);

/** For how long any session is kept, in a sentence or two. */
export function toKeepingWords(keeping: Keeping): string {
  const whole = `Each interview is kept for ${toDays(keeping.session)}, and then erased.`;
  const before = earlier(keeping).map((part) => `${partWords[part]} after ${toDays(keeping[part])}`);
  return before.length === 0 ? whole : `${whole} Some of it goes before: ${before.join('; ')}.`;
}

/** What of one session was erased because its time was over, and when the rest goes. */
export function toKeptWords(
  { configuredAt, expired }: { configuredAt: number; expired: ExpiredParts },
  keeping: Keeping | null,
): string[] {
  const gone = parts.flatMap((part) => {
    const at = expired[part];
    return at === undefined
      ? []
      : [`${capital(partWords[part])}: erased on ${toDate(at)}, its time was over.`];
  });
  if (keeping === null) return gone;
  const goesAt = (days: number) => toDate(configuredAt + days * dayMs);
  const coming = earlier(keeping)
    .filter((part) => expired[part] === undefined)
    .map((part) => `${capital(partWords[part])}: kept until ${goesAt(keeping[part])}.`);
  return [...gone, ...coming, `This interview is kept until ${goesAt(keeping.session)}, and then erased.`];
}
