import type { SessionEvent } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { EventOf } from '@ringback/shared/contract/stored-events';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { expect } from 'vitest';
import { type CandidateClient, visit } from './candidate-client.ts';
import { eventually } from './eventually.ts';
import type { FaultFleet, FleetMember } from './faults/fault-fleet.ts';
import { type Silences, watchSilences } from './silences.ts';
import type { Viewer } from './viewer-client.ts';

/** One browser call whose bridge may be lost. */
export interface BridgedCall {
  candidate: CandidateClient;
  sessionId: string;
  viewer: Viewer;
  line: MediaStreamClient;
  silences: Silences;
  /** The model's session before the loss. */
  model: SessionRecord;
  /** The process that serves the call. */
  bridge: FleetMember;
  /** The model's session after it. */
  next(): Promise<SessionRecord>;
}

/** The bridges that have joined a session, in order, by its log, because pages are told no names. */
export async function joinedBridges(
  fleet: FaultFleet,
  sessionId: SessionId,
): Promise<EventOf<'interviewer.joined'>[]> {
  const log = await fleet.store.readLog(sessionId, 0);
  return log.flatMap(({ event }) => (event.type === 'interviewer.joined' ? [event] : []));
}

/** The process that serves a session, once one has joined. */
export async function whoServes(fleet: FaultFleet, viewer: Viewer): Promise<FleetMember> {
  const joined = await viewer.waitFor('interviewer.joined');
  const name = (await joinedBridges(fleet, joined.sessionId)).at(-1)?.bridge;
  const bridge = fleet.bridges.find(({ instance }) => instance === name);
  if (bridge === undefined) throw new Error(`no process ${name}`);
  return bridge;
}

/** Starts a call in the browser. Resolves when a bridge has joined. */
export async function beginCall(fleet: FaultFleet): Promise<BridgedCall> {
  const known = fleet.model.sessions.length;
  const candidate = await visit(fleet.gateways[0]?.url ?? '');
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const silences = watchSilences(line);
  const bridge = await whoServes(fleet, viewer);
  return {
    ...{ candidate, viewer, line, silences, bridge },
    sessionId: started.sessionId,
    model: await fleet.model.session(known),
    next: () => fleet.model.session(known + 1),
  };
}

type TurnEvent = Extract<SessionEvent, { type: 'transcript.completed' | 'transcript.interrupted' }>;

/** Turns in the order in which they were recorded. */
export function turnsOf({ events }: Viewer): TurnEvent[] {
  return events.flatMap((event) =>
    event.type === 'transcript.completed' || event.type === 'transcript.interrupted' ? [event] : [],
  );
}

export function saidBy(viewer: Viewer, speaker: 'candidate' | 'interviewer'): TurnEvent[] {
  return turnsOf(viewer).filter((turn) => turn.speaker === speaker);
}

export const receipts = ({ events }: Viewer) =>
  events.flatMap((event) => (event.type === 'configuration.received' ? [event] : []));

/** The model that follows a lost bridge knows the same configuration, and the record has its receipt. */
export async function expectReceiptAgain(call: BridgedCall, lostAt: number): Promise<SessionRecord> {
  const next = await call.next();
  await eventually(() => receipts(call.viewer).length >= 2, 8_000);
  const received = receipts(call.viewer).at(-1);
  expect((received?.at ?? 0) - lostAt).toBeLessThan(4_000);
  const { view } = await call.candidate.api.session(call.sessionId);
  expect(received?.configurationHash).toBe(view.configurationHash);
  return next;
}

/**
 * Checks the record at the end: the speakers in order, each turn once, in the order of their speech, nothing claimed
 * that was not heard, and the candidate's turns as long as they were spoken.
 */
export async function expectTranscript(
  call: BridgedCall,
  expected: { speakers: readonly string[]; spokenMs: readonly number[] },
): Promise<void> {
  const { viewer, line } = call;
  const { view } = await call.candidate.api.session(call.sessionId);
  const turns = view.transcript.filter(({ status }) => status !== 'in_progress');
  expect(turns.map(({ speaker }) => speaker)).toEqual(expected.speakers);
  const starts = turns.map(({ startedAtMs }) => startedAtMs ?? Number.NaN);
  expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  const ids = turnsOf(viewer).map(({ itemId }) => itemId);
  expect(new Set(ids).size).toBe(ids.length);
  const claimedMs = saidBy(viewer, 'interviewer').reduce(
    (sum, turn) => sum + turn.endedAtMs - turn.startedAtMs,
    0,
  );
  expect(claimedMs).toBeLessThanOrEqual(line.heard.totalBytes / 8 + 50);
  const spoken = turns
    .filter(({ speaker }) => speaker === 'candidate')
    .map(({ startedAtMs, endedAtMs }) => (endedAtMs ?? 0) - (startedAtMs ?? 0));
  for (const [index, ms] of expected.spokenMs.entries()) expect(spoken[index]).toBeGreaterThan(ms - 100);
}

/** The new interviewer listens and answers as before. */
export async function exchange({ viewer, line }: BridgedCall): Promise<void> {
  const answered = saidBy(viewer, 'interviewer').length;
  const spoken = saidBy(viewer, 'candidate').length;
  await line.say(tone(900));
  await eventually(() => saidBy(viewer, 'candidate').length === spoken + 1, 8_000);
  await eventually(() => saidBy(viewer, 'interviewer').length > answered, 8_000);
}
