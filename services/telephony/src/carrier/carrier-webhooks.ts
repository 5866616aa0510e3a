import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Request } from 'express';
import { toFarewellTwiml, toHangupTwiml } from '../twilio/twiml.ts';
import type { BoundedAnswers, SpokenQuestion } from './bounded-answers.ts';
import { carrierPaths } from './carrier-paths.ts';
import { createGateAnswers, type GateParts } from './gate-answers.ts';

/**
 * Tells a call that we have placed what to do. Each answer follows from the record alone, so a repeated, late or
 * reordered webhook gets the same answer and changes nothing twice.
 */
export function addCarrierWebhooks(options: GateParts & { answers: BoundedAnswers }): void {
  const { parts, answers, sessions, toStreamTwiml } = options;
  const { logger } = parts;
  const gate = createGateAnswers(options);

  /** Answers a call of a live session. Any other call hears a farewell. */
  function onVoice(
    path: string,
    answer: (record: SessionRecord, question: SpokenQuestion, request: Request) => Promise<string>,
  ): void {
    answers.voice(path, async (question, request) => {
      const record = await sessions.find(request);
      if (record === null || !sessions.isSameCall(record, question.callSid)) {
        return toFarewellTwiml('no_session', question.language);
      }
      return isLive(record.phase) ? answer(record, question, request) : toHangupTwiml();
    });
  }

  onVoice(carrierPaths.voice, async (record, { callSid }, request) => {
    const answered = await sessions.advance(record, [
      { type: 'call.placed', callSid },
      { type: 'call.answered' },
    ]);
    if (!isLive(answered.phase)) return toHangupTwiml();
    return gate.open(answered, request);
  });

  onVoice(carrierPaths.ready, gate.answer);

  onVoice(carrierPaths.resume, async (record) => {
    // The stream is over but the session is not. The socket was lost, and this call may carry a new one.
    logger.info(
      { sessionId: record.sessionId, callSid: record.callSid },
      'carrier call came back for a new stream',
    );
    // If a socket cannot even be opened, a pause comes before the next try.
    const words = record.phase === 'connecting' ? ({ words: 'oneMoment' } as const) : {};
    return toStreamTwiml(record, { takesOver: true, ...words });
  });
}
