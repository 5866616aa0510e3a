import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../contract/events.ts';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { Command, Fact } from './command.ts';
import { decide } from './decide.ts';
import { evolveRecord } from './evolve-record.ts';
import { settlementMs } from './phase-limits.ts';

const hash = 'a'.repeat(64);
const otherHash = 'b'.repeat(64);
const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker', lengthMinutes: 5 });
const telephony = { service: 'telephony', instance: 't-1' } as never as {
  service: 'telephony';
  instance: never;
};

function configured(via: 'phone' | 'browser' = 'browser'): SessionRecord {
  return evolveRecord(null, {
    type: 'session.configured',
    sessionId: 'ses_00000001',
    ownerId: 'cand_0000001',
    at: 1_000,
    via,
    jobConfiguration,
    configurationHash: hash,
    previousSessionId: null,
    fleetGeneration: 0,
  } as SessionEvent);
}

function apply(record: SessionRecord, command: Command, at = 2_000): SessionRecord {
  const decision = decide(record, command, at);
  if (decision.outcome !== 'events') throw new Error(`refused: ${decision.outcome}`);
  return decision.events.reduce(evolveRecord, record);
}

const record = (...facts: unknown[]): Command => ({ type: 'record', facts: facts as Fact[] });
const mediaStarted = { type: 'media.started', streamSid: 'MZ1', instance: 't-1' };
const joined = { type: 'interviewer.joined', bridge: 'b-1', token: 1 };
const received = { type: 'configuration.received', configurationHash: hash };
const words = {
  type: 'transcript.completed',
  itemId: 'item',
  previousItemId: null,
  speaker: 'candidate',
  text: 'yes',
  startedAtMs: 0,
  endedAtMs: 1,
};

describe('the life of a session', () => {
  it('of a browser call: its audio counts as the answer, and the receipt lets it begin', () => {
    const connecting = apply(configured(), record(mediaStarted));
    expect(connecting.phase).toBe('connecting');
    expect(apply(connecting, record(joined, received)).phase).toBe('active');
  });

  it('begins only with both audio and receipt, whichever comes last', () => {
    const receivedFirst = apply(configured(), record(joined, received));
    expect(receivedFirst.phase).toBe('configured');
    expect(apply(receivedFirst, record(mediaStarted)).phase).toBe('active');
  });

  it('of a phone call: intent, ringing, answer, gate, audio', () => {
    let session = configured('phone');
    const steps: [unknown, string][] = [
      [{ type: 'call.dialled', instance: 't-1' }, 'dialling'],
      [{ type: 'call.placed', callSid: 'CA1' }, 'dialling'],
      [{ type: 'call.ringing' }, 'ringing'],
      [{ type: 'call.answered' }, 'answered'],
      [{ type: 'call.ready' }, 'connecting'],
      [mediaStarted, 'connecting'],
      [joined, 'connecting'],
      [received, 'active'],
      [{ type: 'goodbye.started' }, 'ending'],
    ];
    for (const [fact, phase] of steps) {
      session = apply(session, record(fact));
      expect(session.phase).toBe(phase);
    }
  });

  it('refuses audio of a phone call before the gate', () => {
    expect(decide(configured('phone'), record(mediaStarted), 2_000).outcome).toBe('illegal');
  });

  it('accepts the carrier’s call once, whichever report comes first, and never another call', () => {
    const dialled = apply(configured('phone'), record({ type: 'call.dialled', instance: 't-1' }));
    const placed = apply(dialled, record({ type: 'call.placed', callSid: 'CA1' }));
    expect(decide(placed, record({ type: 'call.placed', callSid: 'CA1' }), 2_000).outcome).toBe('done');
    expect(decide(placed, record({ type: 'call.placed', callSid: 'CA2' }), 2_000).outcome).toBe('stale');
  });

  it('refuses a receipt of another configuration', () => {
    const wrong = record({ ...received, configurationHash: otherHash });
    expect(decide(configured(), wrong, 2_000).outcome).toBe('stale');
  });

  it('begins with the receipt of the current interviewer, not of an earlier one', () => {
    const [lost, other] = [
      { type: 'interviewer.lost', bridge: 'b-1' },
      { ...joined, bridge: 'b-2', token: 2 },
    ];
    const first = apply(configured(), record(joined, received));
    expect(apply(first, record(other, mediaStarted)).phase).toBe('connecting');
    expect(apply(apply(first, record(lost)), record(mediaStarted)).phase).toBe('connecting');
    expect(decide(apply(first, record(lost)), record(received), 2_000).outcome).toBe('stale');
    const second = apply(first, record(other, received));
    expect(decide(second, record(lost), 2_000).outcome).toBe('stale');
    expect(apply(second, record(mediaStarted)).phase).toBe('active');
  });

  it('begins with a receipt of the current configuration, not with an earlier one of the same content', () => {
    const change = (configurationHash: string): Command => ({
      type: 'change_configuration',
      jobConfiguration,
      configurationHash,
    });
    const confirmed = apply(configured(), record(joined, received));
    const changedBack = apply(apply(confirmed, change(otherHash)), change(hash));
    const waiting = apply(changedBack, record(mediaStarted));
    expect(waiting.phase).toBe('connecting');
    expect(apply(waiting, record(received)).phase).toBe('active');
  });

  it('does not begin while the media stream is lost, whatever is confirmed', () => {
    const lost = apply(configured(), record(mediaStarted, { type: 'media.lost', streamSid: 'MZ1' }));
    const confirmed = apply(lost, record(joined, received));
    expect(confirmed.phase).toBe('connecting');
    const again = { ...mediaStarted, streamSid: 'MZ2' };
    expect(apply(confirmed, record(again)).phase).toBe('active');
    const late = record({ type: 'media.lost', streamSid: 'MZ1' });
    expect(decide(apply(confirmed, record(again)), late, 2_000).outcome).toBe('stale');
  });

  it('has no words of an interviewer that has not shown what it knows', () => {
    const joining = apply(configured(), record(mediaStarted, joined));
    expect(decide(joining, record(words), 2_000).outcome).toBe('illegal');
    const active = apply(joining, record(received));
    expect(decide(active, record(words), 2_000).outcome).toBe('events');
    const lost = apply(active, record({ type: 'interviewer.lost', bridge: 'b-1' }));
    // What was heard of it is still recorded.
    expect(decide(lost, record(words), 2_000).outcome).toBe('events');
    const other = apply(lost, record({ ...joined, bridge: 'b-2', token: 2 }));
    expect(decide(other, record(words), 2_000).outcome).toBe('illegal');
  });

  it('is without an interviewer when the current one releases it', () => {
    const active = apply(configured(), record(mediaStarted, joined, received));
    const left = apply(active, { type: 'release', service: 'ai-bridge', instance: 'b-1' as never });
    expect(left).toMatchObject({ phase: 'active', bridge: null });
    expect(left.holders).toEqual(['telephony/t-1']);
  });

  it('never dials for a browser', () => {
    const dialled = record({ type: 'call.dialled', instance: 't-1' });
    expect(decide(configured('browser'), dialled, 2_000).outcome).toBe('illegal');
  });

  it('gives its slots back when a page starts it and has no audio for 20 s', () => {
    const waiting = configured('browser');
    const startedAt = waiting.times.configuredAt ?? 0;
    expect((waiting.deadlineAt ?? 0) - startedAt).toBe(20_000);
    expect(apply(waiting, { type: 'expire', nowMs: startedAt + 20_000 })).toMatchObject({
      endReason: 'expired',
    });
    expect((configured('phone').deadlineAt ?? 0) - startedAt).toBe(2 * 60_000);
  });

  it('moves on when its phase is over, and not a moment before', () => {
    const waiting = configured();
    const deadlineAt = waiting.deadlineAt ?? 0;
    const expire = (nowMs: number): Command => ({ type: 'expire', nowMs });
    expect(decide(waiting, expire(deadlineAt - 1), 2_000).outcome).toBe('stale');
    expect(apply(waiting, expire(deadlineAt))).toMatchObject({ phase: 'closed', endReason: 'expired' });
    const ended = apply(apply(waiting, record(mediaStarted)), { type: 'end', reason: 'reset' });
    const closed = apply(ended, expire(ended.deadlineAt ?? 0));
    expect(closed).toMatchObject({ phase: 'closed', endReason: 'reset' });
    expect(decide(closed, expire(Number.MAX_SAFE_INTEGER), 2_000).outcome).toBe('done');
  });

  it('ends once: a second end changes nothing', () => {
    const ended = apply(apply(configured(), record(mediaStarted)), { type: 'end', reason: 'reset' });
    expect(ended).toMatchObject({ phase: 'ended', endReason: 'reset' });
    expect(decide(ended, { type: 'end', reason: 'time_limit' }, 2_100)).toEqual({ outcome: 'done' });
  });

  it('closes at its end when there is no holder', () => {
    expect(apply(configured(), { type: 'end', reason: 'expired' }).phase).toBe('closed');
  });

  it('closes when the last holder has released it, not before', () => {
    const ended = apply(apply(configured(), record(mediaStarted, joined)), { type: 'end', reason: 'reset' });
    const one = apply(ended, { type: 'release', ...telephony });
    expect(one.phase).toBe('ended');
    const both = apply(one, { type: 'release', service: 'ai-bridge', instance: 'b-1' as never });
    expect(both.phase).toBe('closed');
    expect(both.holders).toEqual([]);
  });

  it('accepts no release once a deadline has closed it over its holders', () => {
    const ended = apply(apply(configured(), record(mediaStarted)), { type: 'end', reason: 'reset' });
    const closed = apply(ended, { type: 'close' });
    expect(decide(closed, { type: 'release', ...telephony }, 2_000)).toEqual({
      outcome: 'illegal',
      phase: 'closed',
    });
  });

  it('accepts last transcripts for three seconds after the end, and nothing else', () => {
    const active = apply(configured(), record(mediaStarted, joined, received));
    const ended = apply(active, { type: 'end', reason: 'reset' });
    const endedAt = ended.times.endedAt ?? 0;
    expect(decide(ended, record(words), endedAt + settlementMs).outcome).toBe('events');
    expect(decide(ended, record(words), endedAt + settlementMs + 1).outcome).toBe('illegal');
    expect(decide(ended, record(mediaStarted), endedAt).outcome).toBe('illegal');
    const change: Command = { type: 'change_configuration', jobConfiguration, configurationHash: hash };
    expect(decide(ended, change, endedAt).outcome).toBe('illegal');
  });

  it('has a deadline in every phase but the last', () => {
    const active = apply(configured(), record(mediaStarted, joined, received), 10_000);
    expect(active.deadlineAt).toBe(10_000 + 5 * 60_000 + 60_000);
    expect(apply(configured(), { type: 'end', reason: 'expired' }).deadlineAt).toBeNull();
  });
});
