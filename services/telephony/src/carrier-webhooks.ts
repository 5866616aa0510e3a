import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { blockNumber } from '@ringback/shared/redis/blocked-numbers';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import type { Fact } from '@ringback/shared/session/decide';
import { isLive, mayHappen } from '@ringback/shared/session/lifecycle-table';
import express, { type Express, type Request, type Response } from 'express';
import type { HangUp } from './call-actor.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { ToStreamTwiml } from './stream-twiml.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import { isMachine, parseDetection } from './twilio/machine-detection.ts';
import type { SignatureCheck } from './twilio/signature.ts';
import { parseStatusCallback, toEndReason } from './twilio/status-callback.ts';
import { toFarewellTwiml, toGateTwiml, toHangupTwiml } from './twilio/twiml.ts';
import { parseVoiceWebhook, type VoiceQuestion } from './twilio/voice-webhook.ts';

const neverAgain = '2';

/**
 * The carrier's questions and reports. Each answer follows from the record alone, so that a repeated,
 * late or reordered webhook gets the same answer and changes nothing twice.
 */
export function addCarrierWebhooks(options: {
  app: Express;
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  signature: SignatureCheck;
  publicUrl: string;
  /** What numbers are recognised by when their owners have asked not to be called again. */
  secret: string;
  hangUp: HangUp;
  toStreamTwiml: ToStreamTwiml;
}): void {
  const { app, parts, metrics, signature, publicUrl, secret, hangUp, toStreamTwiml } = options;
  const { store, logger } = parts;
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  const at = (path: string, sessionId: SessionId) => `${publicUrl}${path}?session=${sessionId}`;

  async function find(request: Request): Promise<SessionRecord | null> {
    const sessionId = sessionIdSchema.safeParse(request.query.session);
    if (!sessionId.success) return null;
    return (await store.read(sessionId.data))?.record ?? null;
  }

  /** Records what the carrier's request proves, as far as it is news. */
  async function advance(record: SessionRecord, facts: readonly Fact[]): Promise<SessionRecord> {
    let current = record;
    for (const fact of facts) {
      if (fact.type === 'call.placed' && current.callSid !== null) continue;
      if (!mayHappen(fact.type, current.phase)) continue;
      const result = await store.commit(record.sessionId, { type: 'record', facts: [fact] });
      if (result.outcome === 'ok') current = result.record;
    }
    return current;
  }

  const xml = (response: Response, twiml: string) => response.type('text/xml').send(twiml);

  function isSameCall(record: SessionRecord, callSid: string): boolean {
    if (record.callSid === null || record.callSid === callSid) return true;
    metrics.stale.inc({ kind: 'webhook_other_call' });
    return false;
  }

  /** Answers a voice webhook of a live session; anything else gets a polite end. */
  function onVoice(
    path: string,
    answer: (record: SessionRecord, question: VoiceQuestion) => Promise<string>,
  ): void {
    app.post(path, form, signature.requireSigned, async (request, response) => {
      const question = parseVoiceWebhook(request.body);
      const record = await find(request);
      if (question === null || record === null || !isSameCall(record, question.callSid)) {
        xml(response, toFarewellTwiml('no_session'));
      } else if (!isLive(record.phase)) xml(response, toHangupTwiml());
      else xml(response, await answer(record, question));
    });
  }

  onVoice(carrierPaths.voice, async (record, { callSid }) => {
    const answered = await advance(record, [{ type: 'call.placed', callSid }, { type: 'call.answered' }]);
    if (!isLive(answered.phase)) return toHangupTwiml();
    const { jobTitle, company } = answered.jobConfiguration;
    return toGateTwiml({ readyUrl: at(carrierPaths.ready, record.sessionId), jobTitle, company });
  });

  onVoice(carrierPaths.ready, async (record, { digits, to }) => {
    // Whoever says "never again" after "ready" has said it all the same.
    if (digits === neverAgain) {
      await blockNumber(parts.redis, secret, to);
      logger.info({ sessionId: record.sessionId }, 'number blocked by its owner');
      await store.commit(record.sessionId, { type: 'end', reason: 'declined' });
      return toFarewellTwiml('blocked');
    }
    if (digits !== '1') {
      await store.commit(record.sessionId, { type: 'end', reason: 'not_ready' });
      return toFarewellTwiml('not_ready');
    }
    const ready = await advance(record, [{ type: 'call.ready' }]);
    return isLive(ready.phase) ? toStreamTwiml(ready) : toHangupTwiml();
  });

  onVoice(carrierPaths.resume, async (record) => {
    // The stream is over and the session is not: the socket was lost, and this call may carry a new one.
    logger.info(
      { sessionId: record.sessionId, callSid: record.callSid },
      'carrier call came back for a new stream',
    );
    return toStreamTwiml(record);
  });

  app.post(carrierPaths.status, form, signature.requireSigned, async (request, response) => {
    const report = parseStatusCallback(request.body);
    const record = await find(request);
    if (report === null || record === null || !isLive(record.phase) || !isSameCall(record, report.callSid)) {
      metrics.stale.inc({ kind: 'status_callback' });
      if (report !== null && record !== null && toEndReason(report) === null) silence(record, report.callSid);
    } else {
      const { callSid, status } = report;
      const reason = toEndReason(report);
      logger.info(
        { sessionId: record.sessionId, callSid, status, number: report.sequenceNumber },
        'carrier reported',
      );
      if (reason !== null) await store.commit(record.sessionId, { type: 'end', reason });
      else {
        const facts: Fact[] = [{ type: 'call.placed', callSid }];
        if (status === 'ringing') facts.push({ type: 'call.ringing' });
        if (status === 'in-progress') facts.push({ type: 'call.answered' });
        await advance(record, facts);
      }
    }
    response.status(204).end();
  });

  /** A call of a session that is over, or a second one, must not ring on: nobody else knows of it. */
  function silence(record: SessionRecord, callSid: string): void {
    logger.warn({ sessionId: record.sessionId, callSid }, 'call belongs to no live session');
    hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'call could not be completed'));
  }

  app.post(carrierPaths.machine, form, signature.requireSigned, async (request, response) => {
    const verdict = parseDetection(request.body);
    const record = await find(request);
    // A person who has pressed 1 is none, whatever the carrier has heard.
    const isOpen = record !== null && (record.phase === 'answered' || record.phase === 'ringing');
    if (verdict === null || record === null || !isOpen || !isSameCall(record, verdict.callSid)) {
      metrics.stale.inc({ kind: 'machine_detection' });
    } else if (isMachine(verdict)) {
      await store.commit(record.sessionId, { type: 'end', reason: 'machine' });
    }
    response.status(204).end();
  });

  // Needs neither Redis nor a model, and is asked only when something else has failed.
  app.post(carrierPaths.fallback, form, signature.requireSigned, (_request, response) => {
    xml(response, toFarewellTwiml('unavailable'));
  });
}
