import type { SessionId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import {
  answersAndPresses1,
  type CandidateBehaviour,
} from '@ringback/stand-ins/candidate/candidate-behaviour';
import type { CarrierCall } from '@ringback/stand-ins/twilio/carrier-call';
import type { TwilioStandIn } from '@ringback/stand-ins/twilio/twilio-stand-in';
import { expect } from 'vitest';
import { type CandidateClient, visit } from './candidate-client.ts';
import { eventually } from './eventually.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import { readSessionFields } from './stored.ts';
import type { Viewer } from './viewer-client.ts';

export const calledNumber = '+14155550100';

/** The product with a carrier beside it. */
export type PhoneStack = Stack & { carrier: TwilioStandIn };

/** One call that the product has placed, from both ends. */
export interface PlacedCall {
  candidate: CandidateClient;
  sessionId: SessionId;
  viewer: Viewer;
  call: CarrierCall;
}

export async function startPhoneStack(
  answer: CandidateBehaviour = answersAndPresses1(),
  options: StackOptions = {},
): Promise<PhoneStack> {
  const stack = await startStack({ answer: () => answer, ...options });
  const { carrier } = stack;
  if (carrier === null) throw new Error('no carrier');
  return Object.assign(stack, { carrier });
}

/** Asks for a call and waits until the carrier has it. */
export async function callPhone(stack: PhoneStack, phoneNumber = calledNumber): Promise<PlacedCall> {
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({ call: { via: 'phone', phoneNumber } });
  // A call goes on by itself. Earlier events must also come as events, and not in a snapshot.
  const viewer = await candidate.watch(started, { revision: 1 });
  const call = await stack.carrier.nextCall((next) => sessionOf(next) === started.sessionId);
  return { candidate, sessionId: started.sessionId, viewer, call };
}

/** The session that a call was placed for, as its addresses name it. */
function sessionOf(call: CarrierCall): string | null {
  const { voice } = call.order;
  return voice.type === 'url' ? new URL(voice.url).searchParams.get('session') : null;
}

/** Waits until the session is closed, and gives its record. */
export function whenClosed(stack: Stack, sessionId: SessionId, withinMs = 10_000): Promise<SessionRecord> {
  return eventually(async () => {
    const record = (await stack.store.read(sessionId))?.record;
    if (record?.phase !== 'closed') throw new Error(`the session is still ${record?.phase}`);
    return record;
  }, withinMs);
}

/**
 * What Redis keeps of a session once nothing changes it by itself any more: the carrier's reports are answered, a live
 * session has its interviewer's receipt, and a session that is over is closed and has its report.
 */
export function readAtRest(stack: Stack, sessionId: SessionId): Promise<Record<string, string>> {
  return eventually(async () => {
    const record = (await stack.store.read(sessionId))?.record;
    if (record === undefined) throw new Error('there is no such session');
    const isPrepared = record.receivedHash === record.configurationHash;
    if (isLive(record.phase) && !isPrepared) throw new Error('the interviewer has shown no receipt yet');
    if (record.phase === 'ended') throw new Error('the session is not closed yet');
    if (isReportPending(record.report)) throw new Error('the report is not made yet');
    const calls = (stack.carrier?.calls ?? []).filter((call) => sessionOf(call) === sessionId);
    const reports = calls.flatMap(unanswered);
    if (reports.length > 0) throw new Error(`the carrier still reports ${reports.join(', ')}`);
    return readSessionFields(stack.redis, sessionId);
  });
}

/** The carrier's reports about a call that were not answered yet. */
const unanswered = ({ callbacks }: CarrierCall) =>
  callbacks.filter(({ requests }) => requests.length === 0).map(({ event }) => event);

export async function readEvents(stack: Stack, sessionId: SessionId): Promise<StoredEvent[]> {
  return (await stack.store.readLog(sessionId, 0)).map(({ event }) => event);
}

/** Expects that the carrier found nothing wrong with us: TwiML, messages, answers. */
export function expectFaultless(call: CarrierCall): void {
  expect(call.errors).toEqual([]);
  for (const { client } of call.streams) expect(client?.violationCount).toBe(0);
  expect(call.webhooks.map(({ status }) => status)).toEqual(call.webhooks.map(() => 200));
  const answers = call.callbacks.flatMap(({ requests }) => requests.map(({ status }) => status));
  expect(answers).toEqual(answers.map(() => 204));
}
