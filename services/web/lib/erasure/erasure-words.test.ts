import { readFileSync } from 'node:fs';
import { deletionRecordSchema, erasedKinds } from '@ringback/shared/contract/deletion-record';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../words/format.ts';
import { moreCatalogues } from '../words/more-catalogues.ts';
import { toCountLines, toRecordText, toStayingLines } from './erasure-words.ts';

const en = moreCatalogues.en.erasure;

describe('what is erased', () => {
  it('has words for every kind, for one and for several', () => {
    for (const kind of erasedKinds) {
      const [one, several] = [toCountLines(en, { [kind]: 1 }), toCountLines(en, { [kind]: 3 })];
      expect([one.length, several.length], kind).toEqual([1, 1]);
      expect(several[0]).toContain('3');
    }
    expect(toCountLines(en, { transcripts: 1 })).toEqual(['1 transcript']);
    expect(toCountLines(en, { transcripts: 2, reports: 0 })).toEqual(['2 transcripts']);
  });

  it('names kinds that only a newer server knows as more', () => {
    expect(toCountLines(en, { notes: 4 })).toEqual(['1 more kind of data']);
    expect(toCountLines(en, { notes: 4, letters: 1 })).toEqual(['2 more kinds of data']);
  });
});

it('what stays is told in full: each row of docs/privacy.md, and what one interview shares with the others', () => {
  const [, table = ''] =
    /\n## What stays, and why\n([\s\S]*?)\n## /.exec(
      readFileSync(new URL('../../../../docs/privacy.md', import.meta.url), 'utf8'),
    ) ?? [];
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  expect(rows.length).toBeGreaterThan(3);
  expect(toStayingLines(en, true)).toHaveLength(rows.length);
  expect(toStayingLines(moreCatalogues.de.erasure, true)).toHaveLength(rows.length);
  expect(toStayingLines(en, false).slice(rows.length).join()).toContain('phone number');
});

it('a deletion record as a text says what is not done yet', () => {
  const record = deletionRecordSchema.parse({
    ...{ reference: '7K3M-Q9TD-0A1B-XYZ2', scope: 'everything', by: 'candidate', askedAt: 0 },
    ...{ erasedAt: null, fileRewrittenAt: null, keptUntil: 1, counts: { interviews: 2 } },
  });
  const text = toRecordText(en, createFormat('en'), record);
  expect(text).toContain('Number: 7K3M-Q9TD-0A1B-XYZ2');
  expect(text).toContain('Erased: still under way');
  expect(text).toContain('2 interviews, each with its job');
});
