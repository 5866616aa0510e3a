import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { findByDialInCode } from '@ringback/shared/redis/dial-in-codes';
import { takeFromLimit } from '@ringback/shared/redis/limits';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { verifyNumber } from '@ringback/shared/redis/verified-numbers';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type BoundedAnswers, passOn } from './bounded-answers.ts';
import type { CallRegistry } from './call-registry.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import { toCodeTwiml, toFarewellTwiml, toHangupTwiml } from './twilio/twiml.ts';
import type { VoiceQuestion } from './twilio/voice-webhook.ts';

const mostTries = 3;
/** Codes that one phone may enter in an hour, and all phones together in ten minutes: six digits can be guessed. */
const perCaller = { most: 10, windowMs: 60 * 60_000 };
const ofAll = { most: 300, windowMs: 10 * 60_000 };
const welcome = 'Thank you. You will speak with an artificial intelligence.';
const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Candidates who call us: asked for the code of their session, up to three times, and joined to its interviewer.
 * The code is their consent and their readiness, so that there is no second gate.
 */
export function addDialInWebhooks(options: {
  answers: BoundedAnswers;
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  registry: CallRegistry;
  publicUrl: string;
  hashes: NumberHashes;
  toStreamTwiml: ToStreamTwiml;
}): void {
  const { answers, parts, metrics, registry, publicUrl, hashes, toStreamTwiml } = options;
  const { store, redis, logger } = parts;
  const codeUrl = (attempt: number) => `${publicUrl}${carrierPaths.code}?try=${attempt}`;

  async function mayTry(from: string): Promise<boolean> {
    const caller = `dial-in:${hashes.newest(`caller\n${from}`)}`;
    const answers = [
      await takeFromLimit(redis, caller, perCaller),
      await takeFromLimit(redis, 'dial-in:all', ofAll),
    ];
    return answers.every(({ allowed }) => allowed);
  }

  /** Ties the call to the session that its code is for; null when there is none that still waits for a call. */
  async function admit({ callSid, digits, from }: VoiceQuestion): Promise<SessionRecord | null> {
    const sessionId = digits === null ? null : await findByDialInCode(redis, hashes, digits);
    const found = sessionId === null ? null : ((await store.read(sessionId))?.record ?? null);
    if (found === null || found.via !== 'dial_in' || !isLive(found.phase)) return null;
    // A repeated request; for any other call the code is used up.
    if (found.callSid !== null) return found.callSid === callSid ? found : null;
    const actor = await registry.open(found.sessionId);
    const tied = await store.commit(found.sessionId, {
      type: 'record',
      facts: [{ type: 'call.placed', callSid }, { type: 'call.answered' }, { type: 'call.ready' }],
    });
    if (tied.outcome !== 'ok') return null;
    actor?.prepare();
    if (e164.test(from)) await verifyNumber(redis, hashes, { candidateId: found.ownerId, phoneNumber: from });
    logger.info({ sessionId: found.sessionId, callSid }, 'candidate dialled in');
    return tied.record;
  }

  // A call that we have placed names its session, and is not asked for a code.
  answers.voice(carrierPaths.voice, async ({ isInbound }, { query }) =>
    isInbound && query.session === undefined
      ? toCodeTwiml({ codeUrl: codeUrl(1), isRepeated: false })
      : passOn,
  );

  async function answerCode(question: VoiceQuestion, attempt: number): Promise<string> {
    if (!(await mayTry(question.from))) {
      metrics.stale.inc({ kind: 'dial_in_limited' });
      return toFarewellTwiml('too_many_codes');
    }
    const record = await admit(question);
    if (record !== null)
      return isLive(record.phase) ? toStreamTwiml(record, { words: welcome }) : toHangupTwiml();
    metrics.stale.inc({ kind: 'dial_in_code' });
    if (attempt >= mostTries) return toFarewellTwiml('code_unknown');
    return toCodeTwiml({ codeUrl: codeUrl(attempt + 1), isRepeated: true });
  }

  answers.voice(carrierPaths.code, async (question, { query }) => {
    const attempt = Number(query.try) || mostTries;
    return question.isInbound ? answerCode(question, attempt) : toFarewellTwiml('no_session');
  });
}
