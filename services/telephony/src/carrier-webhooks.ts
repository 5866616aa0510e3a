import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { blockNumber } from '@ringback/shared/redis/blocked-numbers';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { BoundedAnswers } from './bounded-answers.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { SessionOfRequest } from './session-of-request.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';
import { toFarewellTwiml, toGateTwiml, toHangupTwiml } from './twilio/twiml.ts';
import type { VoiceQuestion } from './twilio/voice-webhook.ts';

const neverAgain = '2';
const oneMoment = 'One moment, please.';

/**
 * What a call that we have placed is told to do. Each answer follows from the record alone, so that a repeated,
 * late or reordered webhook gets the same answer and changes nothing twice.
 */
export function addCarrierWebhooks(options: {
  parts: Pick<ServiceParts, 'store' | 'redis' | 'logger'>;
  answers: BoundedAnswers;
  sessions: SessionOfRequest;
  publicUrl: string;
  /** What numbers are recognised by when their owners have asked not to be called again. */
  hashes: NumberHashes;
  toStreamTwiml: ToStreamTwiml;
}): void {
  const { parts, answers, sessions, publicUrl, hashes, toStreamTwiml } = options;
  const { store, logger } = parts;
  const at = (path: string, sessionId: SessionId) => `${publicUrl}${path}?session=${sessionId}`;

  /** Answers a call of a live session; any other gets a polite end. */
  function onVoice(
    path: string,
    answer: (record: SessionRecord, question: VoiceQuestion) => Promise<string>,
  ): void {
    answers.voice(path, async (question, request) => {
      const record = await sessions.find(request);
      if (record === null || !sessions.isSameCall(record, question.callSid)) {
        return toFarewellTwiml('no_session');
      }
      return isLive(record.phase) ? answer(record, question) : toHangupTwiml();
    });
  }

  onVoice(carrierPaths.voice, async (record, { callSid }) => {
    const answered = await sessions.advance(record, [
      { type: 'call.placed', callSid },
      { type: 'call.answered' },
    ]);
    if (!isLive(answered.phase)) return toHangupTwiml();
    const { jobTitle, company } = answered.jobConfiguration;
    return toGateTwiml({ readyUrl: at(carrierPaths.ready, record.sessionId), jobTitle, company });
  });

  onVoice(carrierPaths.ready, async (record, { digits, to }) => {
    // Whoever says "never again" after "ready" has said it all the same.
    if (digits === neverAgain) {
      await blockNumber(parts.redis, hashes, to);
      logger.info({ sessionId: record.sessionId }, 'number blocked by its owner');
      await store.commit(record.sessionId, { type: 'end', reason: 'declined' });
      return toFarewellTwiml('blocked');
    }
    if (digits !== '1') {
      await store.commit(record.sessionId, { type: 'end', reason: 'not_ready' });
      return toFarewellTwiml('not_ready');
    }
    const ready = await sessions.advance(record, [{ type: 'call.ready' }]);
    return isLive(ready.phase) ? toStreamTwiml(ready) : toHangupTwiml();
  });

  onVoice(carrierPaths.resume, async (record) => {
    // The stream is over and the session is not: the socket was lost, and this call may carry a new one.
    logger.info(
      { sessionId: record.sessionId, callSid: record.callSid },
      'carrier call came back for a new stream',
    );
    // A socket that could not even be opened is not asked for again and again without a pause.
    const words = record.phase === 'connecting' ? { words: oneMoment } : {};
    return toStreamTwiml(record, { takesOver: true, ...words });
  });
}
