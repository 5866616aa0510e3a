import { dialInDigits } from '@ringback/shared/contract/dial-in-digits';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isNumberBlocked, unblockNumber } from '@ringback/shared/redis/admission/blocked-numbers';
import { noteCalled } from '@ringback/shared/redis/admission/called-numbers';
import { findByDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallRegistry } from '../call/call-registry.ts';
import { isHiddenCaller } from '../domain/hidden-caller.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { toCodeTwiml, toFarewellTwiml, toHangupTwiml } from '../twilio/twiml.ts';
import { type BoundedAnswers, passOn, type SpokenQuestion } from './bounded-answers.ts';
import { carrierPaths } from './carrier-paths.ts';
import { createDialInGuesses } from './dial-in-guesses.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';

const mostTries = 3;
/**
 * Handles candidates who call us. Each is asked for the code of their session, up to three times, and then joined to
 * its interviewer. The code is both consent and readiness, so there is no second gate.
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
  const guesses = createDialInGuesses(redis, hashes);
  const codeUrl = (attempt: number) => `${publicUrl}${carrierPaths.code}?try=${attempt}`;

  const ask = (
    { language }: SpokenQuestion,
    attempt: number,
    words: 'askForCode' | 'askForCodeAgain' | 'askForLongCode',
  ): string => toCodeTwiml({ codeUrl: codeUrl(attempt), language, words });

  async function unblock(from: string, { ownerId }: SessionRecord): Promise<void> {
    if (!(await isNumberBlocked(redis, hashes, from))) return;
    await unblockNumber(redis, hashes, from);
    const fact = { phoneNumber: from, candidateId: ownerId, what: 'unblocked' as const };
    await noteCalled(redis, hashes, { ...fact, at: parts.clock.now() });
  }

  /**
   * Ties the call to the session that the code belongs to. Null when no session with this code still waits for a call.
   */
  async function admit({ callSid, digits, from }: SpokenQuestion): Promise<SessionRecord | null> {
    const sessionId = digits === null ? null : await findByDialInCode(redis, hashes, digits);
    const found = sessionId === null ? null : ((await store.read(sessionId))?.record ?? null);
    if (found === null || found.via !== 'dial_in' || !isLive(found.phase)) return null;
    // A repeated request. For any other call the code is used up.
    if (found.callSid !== null) return found.callSid === callSid ? found : null;
    const actor = await registry.open(found.sessionId);
    const tied = await store.commit(found.sessionId, {
      type: 'record',
      facts: [{ type: 'call.placed', callSid }, { type: 'call.answered' }, { type: 'call.ready' }],
    });
    if (tied.outcome !== 'ok') return null;
    actor?.prepare();
    // A caller who enters one of our codes wants to be called again. A caller id proves no more than that.
    if (!isHiddenCaller(from)) await unblock(from, found);
    logger.info({ sessionId: found.sessionId, callSid }, 'candidate dialled in');
    return tied.record;
  }

  // A call that we have placed names its session and is not asked for a code.
  answers.voice(carrierPaths.voice, async (question, { query }) =>
    question.isInbound && query.session === undefined
      ? ask(question, 1, (await guesses.asksForLongCode(question.from)) ? 'askForLongCode' : 'askForCode')
      : passOn,
  );

  async function answerCode(question: SpokenQuestion, attempt: number): Promise<string> {
    const { from, language, digits } = question;
    const isLong = await guesses.needsLongCode(from);
    // A code with too few digits is not looked up, so the caller does not learn whether those digits are right.
    const isTooShort = isLong && (digits ?? '').length < dialInDigits.long;
    if (!isTooShort) {
      const record = await admit(question);
      if (record !== null) {
        return isLive(record.phase) ? toStreamTwiml(record, { words: 'welcome' }) : toHangupTwiml();
      }
      metrics.stale.inc({ kind: 'dial_in_code' });
      await guesses.countWrong(from);
      if (isLong) return toFarewellTwiml('too_many_codes', language);
    }
    if (attempt >= mostTries) return toFarewellTwiml('code_unknown', language);
    // This wrong code may have been the one that used up the allowance.
    return ask(
      question,
      attempt + 1,
      (await guesses.needsLongCode(from)) ? 'askForLongCode' : 'askForCodeAgain',
    );
  }

  answers.voice(carrierPaths.code, async (question, { query }) => {
    const attempt = Number(query.try) || mostTries;
    return question.isInbound
      ? answerCode(question, attempt)
      : toFarewellTwiml('no_session', question.language);
  });
}
