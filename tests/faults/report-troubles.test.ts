import { mostReportAttempts } from '@ringback/shared/contract/report-status';
import { toFailureWords } from '@ringback/shared/report/failure-words';
import type { ResponsesFaults } from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createHeldAnswers } from '../support/faults/held-answers.ts';
import { checkQuiet } from '../support/faults/history-check.ts';
import { expectOneReport, holdInterview } from '../support/faults/over-interview.ts';
import { createPatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { isPartial } from '../support/faults/selection.ts';

const model = createHeldAnswers();
let fleet: FaultFleet;
beforeAll(async () => {
  const env = {
    ...{ OPENAI_API_KEY: 'sk-local', OPENAI_PLAN_MODEL: 'none' },
    // All of them at once, each with all its attempts.
    ...{ REPORT_WORKERS: '8', REPORT_COST_LIMIT_USD: '5' },
  };
  fleet = await startFaultFleet({ gateways: 1, bridges: 1, responses: model.responses, env });
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

interface Trouble {
  what: string;
  faults: Partial<ResponsesFaults>;
  expected: { state: string; reason: string | null; attempt: number };
  /** The trouble is over once the first attempt has failed. */
  passes?: boolean;
}
const failed = (reason: string, attempt = 1) => ({ state: 'failed', reason, attempt });
const cutBy = (reason: ResponsesFaults['incompleteReason']) => ({
  ...{ what: `is cut off: ${reason}`, expected: failed(reason, mostReportAttempts) },
  faults: { answer: 'incomplete', incompleteReason: reason } as const,
});
const refusedWith = (status: number, code: string) => ({ refuse: { status, code, times: 1_000 } });

/** No later attempt would help. */
const final: readonly Trouble[] = [
  {
    what: 'is slow',
    faults: { delayMs: 500 },
    expected: { ...failed(''), state: 'ready', reason: null },
  },
  { what: 'will not judge it', faults: { answer: 'refusal' }, expected: failed('refusal') },
  { ...cutBy('content_filter'), expected: failed('content_filter') },
  { what: 'refuses the key', faults: refusedWith(401, 'invalid_api_key'), expected: failed('refused') },
  { what: 'has no quota left', faults: refusedWith(429, 'insufficient_quota'), expected: failed('quota') },
];
/** It is tried five times, and lasts; or it passes. */
const tried: readonly Trouble[] = [
  ...(['max_output_tokens', 'max_messages', 'steered'] as const).map(cutBy),
  { what: 'breaks off', faults: { answer: 'failed' }, expected: failed('failed', mostReportAttempts) },
  {
    what: 'answers no JSON',
    faults: { answer: 'not_json' },
    expected: failed('malformed', mostReportAttempts),
  },
  {
    what: 'gives no answer for two minutes',
    ...{ faults: { delayMs: 150_000 }, passes: true },
    expected: { state: 'ready', reason: null, attempt: 2 },
  },
];

/** One interview whose report meets one trouble. Resolves when it is settled, with the ms that this took. */
async function report({ faults, expected, passes = false }: Trouble): Promise<number> {
  const candidate = await createPatientCandidate(fleet);
  let known = '';
  const sessionId = await holdInterview(fleet, candidate, (pseudonym) => {
    known = pseudonym;
    model.faults.set(pseudonym, faults);
  });
  const wantedAt = Date.now();
  const now = async () => (await fleet.store.read(sessionId))?.record.report;
  if (passes) {
    // The attempt has failed, and has told what it has cost.
    await eventually(async () => expect((await now())?.step).toBe('reading'), 140_000);
    model.faults.delete(known);
  }
  const settled = await expectOneReport(fleet, { sessionId, candidate, withinMs: 90_000 });
  expect(settled).toMatchObject(expected);
  if (expected.reason === 'quota' || expected.reason === 'refused') expect(settled.costUsd).toBe(0);
  else expect(settled.costUsd).toBeGreaterThan(0);
  return Date.now() - wantedAt;
}

describe('row 40: a model that gives no answer has a state and words of its own', () => {
  const troubles = isPartial ? final : [...final, ...tried];
  it('each of them, at once', { timeout: 260_000 }, async () => {
    const words = troubles.flatMap(({ expected: { reason } }) =>
      reason === null ? [] : toFailureWords(reason),
    );
    expect(new Set(words).size).toBe(words.length);
    expect(words).not.toContain(null);
    const outcomes = await Promise.allSettled(
      troubles.map((trouble) => {
        const { state, reason } = trouble.expected;
        const what = `model ${trouble.what}: ${state}${reason === null ? '' : `, ${reason}`}`;
        return measureFault({ row: '40', moment: 'M8', what, boundMs: null }, () => report(trouble));
      }),
    );
    expect(
      outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : [])),
    ).toEqual([]);
    await checkQuiet(fleet);
  });
});
