import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isNumberBlocked, unblockNumber } from '@ringback/shared/redis/blocked-numbers';
import { noteCalled } from '@ringback/shared/redis/called-numbers';
import { findByDialInCode } from '@ringback/shared/redis/dial-in-codes';
import { hasLeft, type Limit, takeFromLimit } from '@ringback/shared/redis/limits';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type BoundedAnswers, passOn, type SpokenQuestion } from './bounded-answers.ts';
import type { CallRegistry } from './call-registry.ts';
import { carrierPaths } from './carrier-paths.ts';
import { isHiddenCaller } from './domain/hidden-caller.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import { toCodeTwiml, toFarewellTwiml, toHangupTwiml } from './twilio/twiml.ts';

const mostTries = 3;
/** Wrong codes of one phone in an hour: six digits can be guessed. */
const perCaller = { most: 10, windowMs: 60 * 60_000 };
/** Of all who withhold their number, together: then a wrong code ends the call, and a right one still gets in. */
const ofHidden = { most: 100, windowMs: 10 * 60_000 };
/** Of all phones, together: then no code gets in. */
const ofAll = { most: 300, windowMs: 10 * 60_000 };

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

  const limitsOf = (from: string): [name: string, limit: Limit][] => {
    const own = isHiddenCaller(from)
      ? ([`dial-in:hidden`, ofHidden] as const)
      : ([`dial-in:${hashes.newest(`caller\n${from}`)}`, perCaller] as const);
    return [[...own], ['dial-in:all', ofAll]];
  };

  /** Whether a code is looked up at all. One hidden caller's guesses are not another one's: a right code gets in. */
  async function mayTry(from: string): Promise<boolean> {
    const limits = limitsOf(from).filter(([, limit]) => limit !== ofHidden);
    const left = await Promise.all(limits.map(([name, limit]) => hasLeft(redis, name, limit)));
    return left.every(Boolean);
  }

  /** Counts a wrong code; false when there may be no other one. */
  async function countWrong(from: string): Promise<boolean> {
    const limits = limitsOf(from);
    const answers = await Promise.all(limits.map(([name, limit]) => takeFromLimit(redis, name, limit)));
    return answers.every(({ allowed }) => allowed);
  }

  async function unblock(from: string, { ownerId }: SessionRecord): Promise<void> {
    if (!(await isNumberBlocked(redis, hashes, from))) return;
    await unblockNumber(redis, hashes, from);
    const fact = { phoneNumber: from, candidateId: ownerId, what: 'unblocked' as const };
    await noteCalled(redis, hashes, { ...fact, at: parts.clock.now() });
  }

  /** Ties the call to the session that its code is for; null when there is none that still waits for a call. */
  async function admit({ callSid, digits, from }: SpokenQuestion): Promise<SessionRecord | null> {
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
    // Who calls in with a code of ours wants to be called again. A caller id proves no more than that.
    if (!isHiddenCaller(from)) await unblock(from, found);
    logger.info({ sessionId: found.sessionId, callSid }, 'candidate dialled in');
    return tied.record;
  }

  // A call that we have placed names its session, and is not asked for a code.
  answers.voice(carrierPaths.voice, async ({ isInbound, language }, { query }) =>
    isInbound && query.session === undefined
      ? toCodeTwiml({ codeUrl: codeUrl(1), language, isRepeated: false })
      : passOn,
  );

  async function answerCode(question: SpokenQuestion, attempt: number): Promise<string> {
    const { from, language } = question;
    const refuse = () => {
      metrics.stale.inc({ kind: 'dial_in_limited' });
      return toFarewellTwiml('too_many_codes', language);
    };
    if (!(await mayTry(from))) return refuse();
    const record = await admit(question);
    if (record !== null) {
      return isLive(record.phase) ? toStreamTwiml(record, { words: 'welcome' }) : toHangupTwiml();
    }
    metrics.stale.inc({ kind: 'dial_in_code' });
    if (!(await countWrong(from))) return refuse();
    if (attempt >= mostTries) return toFarewellTwiml('code_unknown', language);
    return toCodeTwiml({ codeUrl: codeUrl(attempt + 1), language, isRepeated: true });
  }

  answers.voice(carrierPaths.code, async (question, { query }) => {
    const attempt = Number(query.try) || mostTries;
    return question.isInbound
      ? answerCode(question, attempt)
      : toFarewellTwiml('no_session', question.language);
  });
}
