import { jobConfigurationSchema } from '../../src/contract/job-configuration.ts';
import { type SessionView, sessionViewSchema, type TranscriptItem } from '../../src/contract/session-view.ts';

interface SampleTurn {
  speaker: TranscriptItem['speaker'];
  text: string;
  startedAtMs: number;
  endedAtMs: number;
  segments?: readonly {
    id: string;
    itemId: string;
    spoken: string;
    startedAtMs: number;
    endedAtMs: number;
  }[];
}

const answer = (
  itemId: string,
  startedAtMs: number,
  sentences: readonly (readonly [string, string])[],
): SampleTurn => {
  const segments = sentences.map(([id, spoken], index) => ({
    ...{ id, itemId, spoken },
    startedAtMs: startedAtMs + index * 5_000,
    endedAtMs: startedAtMs + (index + 1) * 5_000,
  }));
  const endedAtMs = startedAtMs + sentences.length * 5_000;
  return {
    speaker: 'candidate',
    text: sentences.map(([, spoken]) => spoken).join(' '),
    startedAtMs,
    endedAtMs,
    segments,
  };
};
const question = (text: string, startedAtMs: number): SampleTurn => ({
  ...{ speaker: 'interviewer', text, startedAtMs, endedAtMs: startedAtMs + 4_000 },
});

/** A short interview. The candidate's turns have their sentences. */
export const sampleTurns: readonly SampleTurn[] = [
  question('Tell me about a system that you made faster.', 1_000),
  answer('item_2', 7_000, [
    ['s001', 'Sure, um, that was last year.'],
    ['s002', 'Our payment service was slow, and I moved the session lookup to Redis.'],
    ['s003', 'I measured each step first & found that <two queries> took most of the time.'],
    ['s004', 'In the end it was a lot faster.'],
  ]),
  question('How do you work with a team that disagrees?', 30_000),
  answer('item_4', 36_000, [['s005', 'I think everybody should be heard.']]),
  question('What would you do in the first month?', 44_000),
];

const transcript = sampleTurns.map(({ segments: _, ...turn }, index) => ({
  itemId: `item_${index + 1}`,
  previousItemId: index === 0 ? null : `item_${index}`,
  status: 'completed',
  heardMs: null,
  ...turn,
}));

/** The closed session of the sample interview, as a page knows it. */
export function sampleView(over: Partial<SessionView> = {}): SessionView {
  const hash = 'c'.repeat(64);
  return sessionViewSchema.parse({
    sessionId: 'ses_0123456789abcdefghijk',
    via: 'browser',
    phase: 'closed',
    status: 'ended',
    endReason: 'completed',
    jobConfiguration: jobConfigurationSchema.parse({
      jobTitle: 'Payments Engineer',
      company: 'Acme',
      lengthMinutes: 5,
    }),
    configurationHash: hash,
    receivedHash: hash,
    receivedAt: Date.UTC(2026, 10, 30, 12, 0),
    lengthMinutes: 5,
    unchanged: [],
    previousSessionId: null,
    streamSid: null,
    interviewerPresent: false,
    interviewPhase: 'closing',
    configuredAt: Date.UTC(2026, 10, 30, 12, 0),
    activeAt: Date.UTC(2026, 10, 30, 12, 0, 5),
    endedAt: Date.UTC(2026, 10, 30, 12, 1, 5),
    transcript,
    ...over,
  });
}
