import type { Keeping } from '@ringback/shared/contract/kept-parts';
import { describe, expect, it } from 'vitest';
import { toKeepingWords, toKeptWords } from './kept-words.ts';
import { createFormat } from './words/format.ts';
import { moreCatalogues } from './words/more-catalogues.ts';

const en = { words: moreCatalogues.en.history, format: createFormat('en') };
const de = { words: moreCatalogues.de.history, format: createFormat('de') };

const alike: Keeping = { session: 30, transcript: 30, report: 30, job_texts: 30 };
const apart: Keeping = { session: 30, transcript: 20, report: 1, job_texts: 30 };
const start = Date.UTC(2026, 0, 1, 12);
const day = (days: number) => en.format.date(start + days * 24 * 3_600_000);

describe('how long something is kept', () => {
  it('is one time where all parts go together, and otherwise that of each that goes before, the first one first', () => {
    expect(toKeepingWords(alike, en)).toBe('Each interview is kept for 30 days, and then erased.');
    expect(toKeepingWords(apart, en)).toBe(
      'Each interview is kept for 30 days, and then erased. Some of it goes before: the report after one day; what was said after 20 days.',
    );
  });

  it('is said in German with its cases', () => {
    expect(toKeepingWords(apart, de)).toBe(
      'Jedes Gespräch wird 30 Tage aufgehoben und dann gelöscht. Einiges davon geht früher: der Bericht nach einem Tag; was gesagt wurde nach 20 Tagen.',
    );
  });

  it('is said of one session with its dates, and what was erased because its time was over is told as that', () => {
    const session = { configuredAt: start, expired: {} };
    expect(toKeptWords(session, alike, en)).toEqual([
      `This interview is kept until ${day(30)}, and then erased.`,
    ]);
    expect(toKeptWords({ ...session, expired: { report: start + 25 * 3_600_000 } }, apart, en)).toEqual([
      `The report: erased on ${day(1)}, its time was over.`,
      `What was said: kept until ${day(20)}.`,
      `This interview is kept until ${day(30)}, and then erased.`,
    ]);
    expect(toKeptWords(session, null, en)).toEqual([]);
  });
});
