import { readdirSync, readFileSync } from 'node:fs';
import {
  type JobConfigurationInput,
  jobConfigurationSchema,
} from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { type CandidateStep, holdInterview, type InterviewResult } from '../support/virtual-interview.ts';

/** Lowest and highest that is right. */
type Range = readonly [number, number];

/** A conversation as its file tells it. */
interface Conversation {
  about: string;
  jobConfiguration: JobConfigurationInput;
  steps: CandidateStep[];
  /** What the candidate does when the steps are used up. */
  afterwards: CandidateStep;
  expect: {
    endReason: string[];
    endsWithinMs: Range;
    phases?: string[];
    coversAtLeast?: number;
    interviewerSays?: string[];
    neverSays?: string[];
    candidateTurns?: Range;
    interruptedTurns?: Range;
    models?: number;
  };
}

const folder = new URL('./conversations/', import.meta.url);
const conversations = readdirSync(folder).map((file) => {
  const told: Conversation = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const jobConfiguration = jobConfigurationSchema.parse(told.jobConfiguration);
  return { ...told, name: file.replace('.json', ''), jobConfiguration };
});

const turnsOf = ({ facts }: InterviewResult) =>
  facts.flatMap(({ fact }) =>
    fact.type === 'transcript.completed' || fact.type === 'transcript.interrupted' ? [fact] : [],
  );

/** What is true of every interview. */
function expectTruth(result: InterviewResult): void {
  const types = result.facts.map(({ fact }) => fact.type);
  const turns = turnsOf(result);
  const firstWord = types.findIndex((type) => type.startsWith('transcript.'));
  if (firstWord >= 0) expect(types.indexOf('configuration.received')).toBeLessThan(firstWord);
  expect(types.indexOf('interview.planned')).toBeLessThan(types.indexOf('configuration.received'));
  expect(new Set(turns.map(({ itemId }) => itemId)).size).toBe(turns.length);
  for (const turn of turns) {
    expect(turn.endedAtMs).toBeGreaterThanOrEqual(turn.startedAtMs);
    const made = result.made.get(turn.itemId);
    if (turn.speaker === 'interviewer') expect(made?.startsWith(turn.text)).toBe(true);
    if (turn.type === 'transcript.interrupted') expect(turn.text.length).toBeLessThan(made?.length ?? 0);
  }
  const measured = result.facts.filter(({ fact }) => fact.type === 'speech.measured');
  expect(measured).toHaveLength(turns.length);
}

describe('a scripted conversation, from greeting to goodbye', () => {
  it('is there in ten kinds at least', () => expect(conversations.length).toBeGreaterThanOrEqual(10));

  it.each(conversations)(
    '$name: $about',
    async ({ jobConfiguration, steps, afterwards, expect: expected }) => {
      const limitMs = (jobConfiguration.lengthMinutes + 2) * 60_000;
      const result = await holdInterview({ jobConfiguration, steps, afterwards, limitMs });
      expectTruth(result);
      const turns = turnsOf(result);
      const said = turns.filter(({ speaker }) => speaker === 'interviewer').map(({ text }) => text);
      expect(expected.endReason).toContain(result.endReason);
      expect(result.endedAtMs).toBeGreaterThanOrEqual(expected.endsWithinMs[0]);
      expect(result.endedAtMs).toBeLessThanOrEqual(expected.endsWithinMs[1]);
      const phases = result.facts.flatMap(({ fact }) =>
        fact.type === 'interview.phase_changed' ? [fact.phase] : [],
      );
      if (expected.phases) expect(phases.slice(0, expected.phases.length)).toEqual(expected.phases);
      const covered = result.facts.filter(({ fact }) => fact.type === 'interview.point_covered');
      expect(covered.length).toBeGreaterThanOrEqual(expected.coversAtLeast ?? 0);
      for (const words of expected.interviewerSays ?? []) expect(said.join(' ')).toContain(words);
      for (const words of expected.neverSays ?? []) expect(said.join(' ')).not.toContain(words);
      const candidateTurns = turns.filter(({ speaker }) => speaker === 'candidate').length;
      const cut = turns.filter(({ type }) => type === 'transcript.interrupted').length;
      for (const [count, bounds] of [
        [candidateTurns, expected.candidateTurns],
        [cut, expected.interruptedTurns],
      ] as const) {
        if (bounds === undefined) continue;
        expect(count).toBeGreaterThanOrEqual(bounds[0]);
        expect(count).toBeLessThanOrEqual(bounds[1]);
      }
      if (expected.models !== undefined) expect(result.models).toBe(expected.models);
    },
  );
});
