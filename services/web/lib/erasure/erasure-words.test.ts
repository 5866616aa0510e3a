import { deletionRecordSchema, erasedKinds } from '@ringback/shared/contract/deletion-record';
import { describe, expect, it } from 'vitest';
import { toCountLines, toRecordText } from './erasure-words.ts';

describe('what is erased', () => {
  it('has words for every kind, for one and for several', () => {
    for (const kind of erasedKinds) {
      const [one, several] = [toCountLines({ [kind]: 1 }), toCountLines({ [kind]: 3 })];
      expect([one.length, several.length], kind).toEqual([1, 1]);
      expect(several[0]).toContain('3');
    }
    expect(toCountLines({ transcripts: 1 })).toEqual(['1 transcript']);
    expect(toCountLines({ transcripts: 2, reports: 0 })).toEqual(['2 transcripts']);
  });

  it('names kinds that only a newer server knows as more', () => {
    expect(toCountLines({ notes: 4 })).toEqual(['1 more kinds of data']);
  });
});

it('a deletion record as a text says what is not done yet', () => {
  const record = deletionRecordSchema.parse({
    ...{ reference: '7K3M-Q9TD-0A1B-XYZ2', scope: 'everything', by: 'candidate', askedAt: 0 },
    ...{ erasedAt: null, fileRewrittenAt: null, keptUntil: 1, counts: { interviews: 2 } },
  });
  const text = toRecordText(record);
  expect(text).toContain('Number: 7K3M-Q9TD-0A1B-XYZ2');
  expect(text).toContain('Erased: still under way');
  expect(text).toContain('2 interviews, each with its job');
});
