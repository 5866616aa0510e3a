import type { CalledFact } from '@ringback/shared/contract/called-number';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { blockNumber } from '@ringback/shared/redis/admission/blocked-numbers';
import { noteCalled } from '@ringback/shared/redis/admission/called-numbers';
import { readSessionCode } from '@ringback/shared/redis/admission/dial-in-codes';
import { verifyNumber } from '@ringback/shared/redis/admission/verified-numbers';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Request } from 'express';
import { toCallAddress } from '../call/call-address.ts';
import { answerGate, type GateAnswer } from '../domain/gate.ts';
import { type FarewellOccasion, toSpokenLanguage } from '../twilio/spoken-words.ts';
import { type GatePrompt, toFarewellTwiml, toGateTwiml, toHangupTwiml } from '../twilio/twiml.ts';
import type { SpokenQuestion } from './bounded-answers.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { SessionOfRequest } from './session-of-request.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';

type NextQuestion = Extract<GateAnswer, { wrong: number }>;

export interface GateParts {
  parts: Pick<ServiceParts, 'store' | 'redis' | 'clock' | 'logger'>;
  sessions: SessionOfRequest;
  publicUrl: string;
  /** Recognises the numbers whose owners have asked not to be called again. */
  hashes: NumberHashes;
  toStreamTwiml: ToStreamTwiml;
}

/** The gate of a call that we have placed: only a person who presses the key for it gets an interview. */
export interface GateAnswers {
  /** The first question of an answered call. */
  open(record: SessionRecord, request: Request): string;
  /** What follows the keys that were pressed, or none. */
  answer(record: SessionRecord, question: SpokenQuestion, request: Request): Promise<string>;
}

export function createGateAnswers(options: GateParts): GateAnswers {
  const { parts, sessions, publicUrl, hashes, toStreamTwiml } = options;
  const { store, logger } = parts;
  const languageOf = ({ jobConfiguration }: SessionRecord) => toSpokenLanguage(jobConfiguration.language);

  /**
   * The gate's next question. Its address carries the earlier keys, so that a repeated request gets the same answer.
   */
  function toGate(record: SessionRecord, request: Request, next: NextQuestion): string {
    const readyUrl = new URL(toCallAddress(publicUrl, carrierPaths.ready, record));
    const isCode = request.query.gate === 'code';
    if (isCode) readyUrl.searchParams.set('gate', 'code');
    if (next.wrong > 0) readyUrl.searchParams.set('wrong', String(next.wrong));
    if (next.type === 'confirm_block') readyUrl.searchParams.set('confirms', '1');
    const prompt = toPrompt(next.type, isCode);
    return toGateTwiml({ readyUrl: readyUrl.href, language: languageOf(record), prompt });
  }

  /** Kept for the investigation of complaints. The call goes on without it. */
  function note(record: SessionRecord, phoneNumber: string, what: CalledFact): void {
    const fact = { phoneNumber, candidateId: record.ownerId, what, at: parts.clock.now() };
    noteCalled(parts.redis, hashes, fact).catch((error) =>
      logger.warn({ err: error, sessionId: record.sessionId }, 'call could not be noted'),
    );
  }

  async function readCode(sessionId: SessionId, digits: string | null): Promise<{ isRight: boolean }> {
    const code = await readSessionCode(parts.redis, sessionId);
    return { isRight: code !== null && code === digits };
  }

  async function endAtGate(
    record: SessionRecord,
    reason: 'number_blocked' | 'not_ready',
    farewell: FarewellOccasion,
  ): Promise<string> {
    await store.commit(record.sessionId, { type: 'end', reason });
    return toFarewellTwiml(farewell, languageOf(record));
  }

  return {
    open: (record, request) => toGate(record, request, { type: 'ask', wrong: 0 }),
    async answer(record, { digits, to }, request) {
      const isCode = request.query.gate === 'code';
      const answer = answerGate({
        digits,
        code: isCode ? await readCode(record.sessionId, digits) : null,
        isConfirming: request.query.confirms === '1',
        wrong: Number(request.query.wrong) || 0,
      });
      switch (answer.type) {
        case 'ready': {
          if (isCode)
            await verifyNumber(parts.redis, hashes, { candidateId: record.ownerId, phoneNumber: to });
          note(record, to, isCode ? 'verified' : 'ready');
          const ready = await sessions.advance(record, [{ type: 'call.ready' }]);
          return isLive(ready.phase) ? toStreamTwiml(ready) : toHangupTwiml();
        }
        case 'block':
          await blockNumber(parts.redis, hashes, to);
          note(record, to, 'blocked');
          logger.info({ sessionId: record.sessionId }, 'number blocked by its owner');
          return endAtGate(record, 'number_blocked', 'blocked');
        case 'end':
          note(record, to, 'not_ready');
          return endAtGate(record, 'not_ready', answer.farewell);
        case 'ask':
        case 'ask_again':
        case 'confirm_block':
          return toGate(record, request, answer);
      }
    },
  };
}

function toPrompt(type: NextQuestion['type'], isCode: boolean): GatePrompt {
  if (type === 'confirm_block') return 'confirmBlock';
  if (type === 'ask') return isCode ? 'codeGate' : 'gate';
  return isCode ? 'wrongGateCode' : 'wrongKey';
}
