import { randomUUID } from 'node:crypto';
import { type CandidateId, instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { EndReason, Via } from '@ringback/shared/contract/lifecycle';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import type { Command, Fact } from '@ringback/shared/session/command';

const telephony = instanceIdSchema.parse('telephony-1');
const bridge = instanceIdSchema.parse('bridge-1');

const job = jobConfigurationSchema.parse({
  jobTitle: 'Head of Baking',
  company: 'Morning & Sons',
  jobDescription:
    '- Lead a team of eight bakers\n- Plan the night shift\n- Keep the books of the bakery\n- Talk to suppliers',
  lengthMinutes: 10,
});

/** Moves a session on as the services would. Throws where a step is refused. */
export interface ShownSession {
  readonly sessionId: SessionId;
  record(...facts: Fact[]): Promise<void>;
  run(command: Command): Promise<void>;
  /** Up to its phase, by the way of a phone. */
  dial(): Promise<void>;
  /** From the beginning. */
  ring(): Promise<void>;
  answer(): Promise<void>;
  connect(): Promise<void>;
  receive(): Promise<void>;
  /** From the connection. */
  begin(): Promise<void>;
  talk(): Promise<void>;
  end(reason: EndReason): Promise<void>;
}

export async function newShownSession(
  store: SessionStore,
  ownerId: CandidateId,
  via: Via,
): Promise<ShownSession> {
  const sessionId = `ses_${randomUUID().slice(0, 18)}` as SessionId;
  const hash = configurationHash(job);
  await store.create(
    {
      ...{ type: 'session.configured', sessionId, at: Date.now(), ownerId, via, jobConfiguration: job },
      ...{ configurationHash: hash, previousSessionId: null, fleetGeneration: 0 },
    },
    { retentionSeconds: 3_600 },
  );
  async function run(command: Command): Promise<void> {
    const { outcome } = await store.commit(sessionId, command);
    if (outcome !== 'ok') throw new Error(`${command.type} was refused: ${outcome}`);
  }
  const record = (...facts: Fact[]) => run({ type: 'record', facts });
  const dial = () =>
    record({ type: 'call.dialled', instance: telephony }, { type: 'call.placed', callSid: 'CA1' });
  const receive = () => record({ type: 'configuration.received', configurationHash: hash });
  return {
    ...{ sessionId, run, record, dial, receive },
    async ring() {
      await dial();
      await record({ type: 'call.ringing' });
    },
    answer: () => record({ type: 'call.answered' }),
    connect: () =>
      record(
        ...(via === 'browser' ? [] : [{ type: 'call.ready' } as const]),
        { type: 'media.started', streamSid: 'MZ1', instance: telephony },
        { type: 'interviewer.joined', bridge, token: 1 },
      ),
    async begin() {
      await receive();
      await record({ type: 'interview.phase_changed', phase: 'questions' });
    },
    talk: () => record(...conversation),
    async end(reason) {
      await run({ type: 'end', reason });
      await run({ type: 'close' });
    },
  };
}

const turn = (number: number, speaker: 'candidate' | 'interviewer', text: string, heardMs?: number): Fact => {
  const startedAtMs = (number - 1) * 20_000;
  const base = {
    ...{ itemId: `item${number}`, previousItemId: number === 1 ? null : `item${number - 1}`, speaker, text },
    ...{ startedAtMs, endedAtMs: startedAtMs + 15_000 },
  };
  return heardMs === undefined
    ? { type: 'transcript.completed', ...base }
    : { type: 'transcript.interrupted', ...base, heardMs };
};

/** Two finished turns, one that was cut off, one that was not understood, and two more. */
const conversation: readonly Fact[] = [
  turn(1, 'interviewer', 'Good morning. You would lead eight bakers here. What have you led so far?'),
  turn(
    2,
    'candidate',
    'For six years I have led the night shift of a large bakery, with nine people, two of them apprentices.',
  ),
  turn(3, 'interviewer', 'And when two of them fall ill on the same night, how do', 2_400),
  turn(4, 'candidate', ''),
  turn(5, 'interviewer', 'I did not understand that. Could you say it again?'),
  turn(
    6,
    'candidate',
    'I keep a list of people who can be called until ten in the evening, and I bake with them.',
  ),
];
