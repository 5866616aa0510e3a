import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { noteCalled, takeCallBack } from '@ringback/shared/redis/admission/called-numbers';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';

/** Events that show that a phone rang. */
const rangEvents = new Set<string>(['call.ringing', 'call.answered', 'call.ready']);
/** Ends after which the phone may have rung, whatever the reports said. */
const mayHaveRung = new Set<string>(['no_answer', 'busy', 'unknown_dial']);

/** The note of one dial. It counts towards the number's rest and its limit of the day. */
export interface DialNote {
  /** The carrier placed no call. */
  notPlaced(): void;
  /** The call is over. The note is withdrawn if the call ended before it rang. */
  over(): void;
}

/**
 * Notes that a number is being dialled. No caller waits for this, and a failure is only logged: the call goes on
 * without the note. If nothing can be read, the dial counts.
 */
export function noteDial(
  parts: Pick<ServiceParts, 'redis' | 'store' | 'clock' | 'logger'>,
  hashes: NumberHashes,
  dial: { sessionId: SessionId; phoneNumber: string; candidateId: CandidateId },
): DialNote {
  const { redis, store, logger } = parts;
  const { sessionId, phoneNumber, candidateId } = dial;
  const dialled = { phoneNumber, candidateId, at: parts.clock.now() };
  const logged = (work: Promise<unknown>) =>
    void work.catch((error) => logger.warn({ err: error, sessionId }, 'call could not be noted'));
  logged(noteCalled(redis, hashes, { ...dialled, what: 'dialled' }));

  async function takeBackUnrung(): Promise<void> {
    const events = (await store.readLog(sessionId, 0)).map(({ event }) => event);
    const ended = events.find((event) => event.type === 'session.ended');
    // Erased, or served by another instance by now.
    if (ended === undefined) return;
    if (mayHaveRung.has(ended.reason) || events.some(({ type }) => rangEvents.has(type))) return;
    await takeCallBack(redis, hashes, dialled);
  }

  return {
    notPlaced: () => logged(takeCallBack(redis, hashes, dialled)),
    over: () => logged(takeBackUnrung()),
  };
}
