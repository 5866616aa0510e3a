import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { Fact } from '@ringback/shared/session/command';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Request } from 'express';
import type { CallActor } from '../call/call-actor.ts';
import type { CallRegistry } from '../call/call-registry.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { isMachine, parseDetection } from '../twilio/machine-detection.ts';
import { type CarrierReport, parseStatusCallback, toEndReason } from '../twilio/status-callback.ts';
import type { BoundedAnswers } from './bounded-answers.ts';
import type { HangUp } from './carrier-hang-up.ts';
import { carrierPaths } from './carrier-paths.ts';
import type { SessionOfRequest } from './session-of-request.ts';

/**
 * Handles the carrier's reports on a call: its progress, and who has answered. The record alone decides about each
 * report, so a repeated, late or reordered report, or one about another call, changes nothing. While the session store
 * is away, the call's own instance remembers the report.
 */
export function addCarrierReports(options: {
  parts: Pick<ServiceParts, 'store' | 'logger'>;
  metrics: TelephonyMetrics;
  answers: BoundedAnswers;
  sessions: SessionOfRequest;
  registry: CallRegistry;
  hangUp: HangUp;
}): void {
  const { parts, metrics, answers, sessions, registry, hangUp } = options;
  const { store, logger } = parts;

  const callHere = (request: Request, callSid: string): CallActor | null => {
    const sessionId: SessionId | null = sessions.idOf(request);
    const call = registry.calls.find(({ record }) => record.sessionId === sessionId) ?? null;
    return call !== null && sessions.isSameCall(call.record, callSid) ? call : null;
  };

  async function takeStatus(request: Request): Promise<void> {
    const report = parseStatusCallback(request.body);
    const record = await sessions.find(request);
    if (
      report === null ||
      record === null ||
      !isLive(record.phase) ||
      !sessions.isSameCall(record, report.callSid)
    ) {
      metrics.stale.inc({ kind: 'status_callback' });
      if (report !== null && record !== null && toEndReason(report) === null) silence(record, report.callSid);
      return;
    }
    const { callSid, status, sequenceNumber } = report;
    logger.info({ sessionId: record.sessionId, callSid, status, number: sequenceNumber }, 'carrier reported');
    const reason = toEndReason(report);
    if (reason !== null) await store.commit(record.sessionId, { type: 'end', reason });
    else await sessions.advance(record, toFacts(report));
  }

  /** A call of a session that is over, or a second call, must not ring on. No other part knows of it. */
  function silence(record: SessionRecord, callSid: string): void {
    logger.warn({ sessionId: record.sessionId, callSid }, 'call belongs to no live session');
    hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'call could not be completed'));
  }

  answers.report(carrierPaths.status, takeStatus, (request) => {
    const report = parseStatusCallback(request.body);
    const call = report === null ? null : callHere(request, report.callSid);
    if (report === null || call === null) return false;
    const reason = toEndReason(report);
    if (reason !== null) call.end(reason);
    else for (const fact of toFacts(report)) call.journal.add({ type: 'record', facts: [fact] });
    return true;
  });

  // A person who has pressed 1 is no machine, whatever the carrier has heard.
  const isUndecided = ({ phase }: SessionRecord) => phase === 'answered' || phase === 'ringing';

  async function takeVerdict(request: Request): Promise<void> {
    const verdict = parseDetection(request.body);
    const record = await sessions.find(request);
    if (
      verdict === null ||
      record === null ||
      !isUndecided(record) ||
      !sessions.isSameCall(record, verdict.callSid)
    ) {
      metrics.stale.inc({ kind: 'machine_detection' });
    } else if (isMachine(verdict)) {
      await store.commit(record.sessionId, { type: 'end', reason: 'machine' });
    }
  }

  answers.report(carrierPaths.machine, takeVerdict, (request) => {
    const verdict = parseDetection(request.body);
    const call = verdict === null ? null : callHere(request, verdict.callSid);
    if (verdict === null || call === null) return false;
    if (isMachine(verdict) && isUndecided(call.record)) call.end('machine');
    return true;
  });
}

function toFacts({ callSid, status }: CarrierReport): Fact[] {
  const facts: Fact[] = [{ type: 'call.placed', callSid }];
  if (status === 'ringing') facts.push({ type: 'call.ringing' });
  if (status === 'in-progress') facts.push({ type: 'call.answered' });
  return facts;
}
