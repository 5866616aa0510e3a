import { ApiError } from '@ringback/shared/client/gateway-call';
import { type DeletionRecord, deletionRecordSchema } from '@ringback/shared/contract/deletion-record';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Erasing, startErasure } from './start-erasure.ts';

const reference = '7K3M-Q9TD-0A1B-XYZ2';
const recordOf = (erasedAt: number | null): DeletionRecord =>
  deletionRecordSchema.parse({
    ...{ reference, scope: 'everything', by: 'candidate', askedAt: 0, erasedAt },
    ...{ fileRewrittenAt: null, keptUntil: 1, counts: {} },
  });
const refuse = (status: number) => async (): Promise<never> => {
  throw new ApiError('refused', `Refused with ${status}.`, { status });
};

let answers: {
  erase: () => Promise<string>;
  everything: () => Promise<DeletionRecord>;
  record: () => Promise<DeletionRecord>;
};
let asked: string[];
let erasing: Erasing;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = {
    erase: async () => reference,
    everything: async () => recordOf(null),
    record: async () => recordOf(5),
  };
});
afterEach(() => {
  erasing.close();
  vi.useRealTimers();
});

function start(sessionId: string | null): void {
  const note = <T>(what: string, answer: () => Promise<T>) => {
    asked.push(what);
    return answer();
  };
  erasing = startErasure({
    sessionId,
    forget: () => asked.push('forget'),
    api: {
      erasurePreview: async () => ({ counts: {}, live: 0, isAtLeast: false }),
      erase: () => note('erase', () => answers.erase()),
      eraseEverything: (operationId) => note(`everything ${operationId}`, () => answers.everything()),
      deletionRecord: () => note('record', () => answers.record()),
    },
  });
}

describe('one interview', () => {
  it('is erased once, and keeps its number while the record cannot be read', async () => {
    start('ses_1');
    answers.record = refuse(503);
    await erasing.erase();
    expect(erasing.state).toMatchObject({ phase: 'erased', reference, record: null });
    await erasing.erase();
    answers.record = async () => recordOf(5);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual(['erase', 'record', 'record']);
    expect(erasing.state).toMatchObject({ phase: 'erased', record: { erasedAt: 5 } });
    expect(erasing.state.problem).toBeUndefined();
  });

  it('is known to be gone when the answer to the first request was lost', async () => {
    start('ses_1');
    answers.erase = refuse(0);
    await erasing.erase();
    expect(erasing.state).toMatchObject({ phase: 'choosing', mayBeErased: true });
    answers.erase = refuse(404);
    await erasing.erase();
    expect(erasing.state.phase).toBe('erased');
    expect(erasing.state.problem).toBe('number_missing');
  });

  it('is gone without a number where the answer has none', async () => {
    start('ses_1');
    answers.erase = async () => '';
    await erasing.erase();
    expect(erasing.state).toMatchObject({ phase: 'erased', reference: null });
    expect(asked).toEqual(['erase']);
  });

  it('is not erased where the server refuses', async () => {
    start('ses_1');
    answers.erase = refuse(404);
    await erasing.erase();
    expect(erasing.state).toMatchObject({
      ...{ phase: 'choosing', mayBeErased: false, problem: { status: 404 } },
    });
  });
});

describe('everything', () => {
  it('is being erased until the record says that it is, also after looks that failed', async () => {
    start(null);
    await erasing.erase();
    expect(erasing.state).toMatchObject({ phase: 'under_way', reference });
    answers.record = refuse(503);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(erasing.state).toMatchObject({ phase: 'under_way', problem: { status: 503 } });
    answers.record = async () => recordOf(5);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(erasing.state).toMatchObject({ phase: 'erased', record: { erasedAt: 5 } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.filter((what) => what === 'record')).toHaveLength(3);
    expect(asked[1]).toBe('forget');
  });

  it('is asked for again under the same operation id', async () => {
    start(null);
    answers.everything = refuse(0);
    await erasing.erase();
    answers.everything = async () => recordOf(5);
    await erasing.erase();
    expect(asked[0]).toBe(asked[1]);
    expect(erasing.state.phase).toBe('erased');
  });

  it('is followed no more when the record is gone, or the page is left', async () => {
    start(null);
    await erasing.erase();
    answers.record = refuse(404);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.filter((what) => what === 'record')).toHaveLength(1);
    erasing.close();
    start(null);
    await erasing.erase();
    erasing.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.filter((what) => what === 'record')).toHaveLength(1);
  });
});
