import { randomUUID } from 'node:crypto';
import { instanceIdSchema, operationIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { beginInterview } from '../new-session.ts';
import type { PageVisitor } from './page-viewer.ts';

/** The holders that `beginInterview` names. */
const holders = [
  { service: 'telephony', instance: instanceIdSchema.parse('telephony-1') },
  { service: 'ai-bridge', instance: instanceIdSchema.parse('bridge-1') },
] as const;

/** A session whose other services the test plays: turn after turn is written to its log. */
export interface TalkingSession {
  readonly sessionId: SessionId;
  /** Writes this many turns, one after the other. Resolves to the log's last revision. */
  say(turns: number, text?: string): Promise<number>;
  /** Writes a turn at this interval until it is stopped. Resolves then to the last revision. */
  keepTalking(everyMs: number): { stop(): Promise<number> };
  end(): Promise<void>;
}

export async function startTalkingSession(
  visitor: PageVisitor,
  store: SessionStore,
): Promise<TalkingSession> {
  const { sessionId } = await visitor.api.startSession({
    operationId: operationIdSchema.parse(randomUUID()),
    jobConfiguration: { jobTitle: 'Signalman' },
    call: { via: 'browser' },
  });
  await beginInterview(store, sessionId);
  let item = 0;
  async function say(turns: number, text = 'A sentence of usual length, as it is said.'): Promise<number> {
    for (let turn = 0; turn < turns; turn += 1) {
      item += 1;
      const fact = {
        type: 'transcript.completed',
        itemId: `item${item}`,
        previousItemId: item === 1 ? null : `item${item - 1}`,
        speaker: item % 2 === 0 ? 'candidate' : 'interviewer',
        text,
        startedAtMs: item,
        endedAtMs: item,
      } as const;
      const { outcome } = await store.commit(sessionId, { type: 'record', facts: [fact] });
      if (outcome !== 'ok') throw new Error(`turn ${item} was refused: ${outcome}`);
    }
    return (await store.read(sessionId))?.revision ?? 0;
  }
  return {
    sessionId,
    say,
    keepTalking(everyMs) {
      let saying: Promise<number> = say(1);
      const timer = setInterval(() => {
        saying = saying.then(() => say(1));
      }, everyMs);
      return {
        async stop() {
          clearInterval(timer);
          await saying;
          return say(1);
        },
      };
    },
    async end() {
      await store.commit(sessionId, { type: 'end', reason: 'hung_up_by_candidate' });
      for (const holder of holders) await store.commit(sessionId, { type: 'release', ...holder });
    },
  };
}
