/**
 * What a résumé says about a point, by its words alone. Meaning is judged by the model later.
 *
 * - `missing`: none of the point's words stands in it.
 * - `thin`: fewer than half of them do.
 * - `found`: at least half of them.
 */
export type ResumeMatch = 'found' | 'thin' | 'missing';

/** Words that are said of every job, or of anything, are no evidence. */
const commonWords =
  /(?<![\p{L}\p{N}])(experience|knowledge|skills?|ability|able to|responsible|you will|lead|manage|design|build|own|familiar|track record|understanding|degree|with|years?|strong|good|three|four|five|more|from|that|this|your|have|will|they|their|about|into|under|over|every|each|week|work|erfahrung|kenntnisse|jahre?n?|drei|vier|fünf|eine[mnrs]?|oder|über|unter|nach|sowie|jede[mnrs]?|woche)(?![\p{L}\p{N}])/giu;

/** Words of four letters or more, and names such as "SQL", "C++" or "B2B". */
const telling = /[\p{L}\p{N}]{4,}|(?<![\p{L}\p{N}])[\p{Lu}\p{N}][\p{Lu}\p{N}+#]{1,3}(?![\p{L}\p{N}])/gu;

const tellingWords = (text: string): Set<string> =>
  new Set(
    (text.match(telling) ?? []).filter((word) => !/^\d{1,4}$/.test(word)).map((word) => word.toLowerCase()),
  );

const inWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()} `;

/** Reads a résumé once, and then says for each point what it says about it. */
export function createResumeMatch(resume: string): (point: string) => ResumeMatch {
  const told = tellingWords(resume);
  const whole = inWords(resume);
  return (point) => {
    const words = [...tellingWords(point.replaceAll(commonWords, ''))];
    // "Go" has no telling word, so that the whole point is looked for.
    if (words.length === 0) return whole.includes(inWords(point)) ? 'found' : 'missing';
    const share = words.filter((word) => told.has(word)).length / words.length;
    if (share === 0) return 'missing';
    return share < 0.5 ? 'thin' : 'found';
  };
}
