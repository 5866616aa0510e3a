import type { DeletionRecord, ErasedKind, ErasurePreview } from '@ringback/shared/contract/deletion-record';
import type { Format } from '../words/format.ts';
import type { MoreWords } from '../words/more-words.ts';

type ErasureWords = MoreWords['erasure'];

/** A line for each kind of which there is something; kinds that only a newer server knows are counted together. */
export function toCountLines(
  { kinds, otherKinds }: ErasureWords,
  counts: ErasurePreview['counts'],
): string[] {
  const known = (Object.keys(kinds) as ErasedKind[]).flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [kinds[kind](count)] : [];
  });
  const others = Object.entries(counts).filter(([kind, count]) => count > 0 && !(kind in kinds));
  return others.length === 0 ? known : [...known, otherKinds(others.length)];
}

/** What is not erased, and why. @param isEverything false: one interview is erased, and the person's others stay. */
export const toStayingLines = (
  { alwaysStays, staysWithOthers }: ErasureWords,
  isEverything: boolean,
): readonly string[] => (isEverything ? alwaysStays : [...alwaysStays, staysWithOthers]);

/** A deletion record as pairs of a label and its words. */
export function toRecordLines(
  words: ErasureWords,
  format: Format,
  record: DeletionRecord,
): [label: string, words: string][] {
  const { reference, scope, by, askedAt, erasedAt, fileRewrittenAt, keptUntil, counts } = record;
  const lines = toCountLines(words, counts);
  const toTime = (at: number | null, none: string) => (at === null ? none : format.dateTime(at));
  return [
    [words.number, reference],
    [words.scope, scope === 'everything' ? words.ofEverything : words.ofOne],
    [words.by, words.actors[by] ?? by],
    [words.askedAt, toTime(askedAt, '')],
    [words.erasedAt, toTime(erasedAt, words.notErasedYet)],
    [words.fileRewrittenAt, toTime(fileRewrittenAt, words.notRewrittenYet)],
    [words.keptUntil, toTime(keptUntil, '')],
    [words.counts, lines.length === 0 ? words.nothingWasThere : lines.join('; ')],
  ];
}

/** The record as a file that a person can read. */
export function toRecordText(words: ErasureWords, format: Format, record: DeletionRecord): string {
  const lines = toRecordLines(words, format, record).map(([label, text]) => `${label}: ${text}`);
  return [words.record, '', ...lines, ''].join('\n');
}
