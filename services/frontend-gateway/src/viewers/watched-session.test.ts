import type { SessionEvent } from '@ringback/shared/contract/events';
import { candidateIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { FeedListener } from '@ringback/shared/redis/session/feed-listener';
import type { SessionFeed } from '@ringback/shared/redis/session/session-feed';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSessionHub } from './session-hub.ts';
import type { SessionViewer } from './session-viewer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sessionId = sessionIdSchema.parse('ses_0123456789');
const base = { sessionId, at: 1000 };
const configured: SessionEvent = {
  ...base,
  type: 'session.configured',
  ownerId: candidateIdSchema.parse('can_0123456789'),
  via: 'browser',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Nurse' }),
  configurationHash: 'a'.repeat(64),
  previousSessionId: null,
  fleetGeneration: 0,
};
const changed: SessionEvent = { ...base, type: 'interview.phase_changed', phase: 'questions' };
const spoken: SessionEvent = {
  ...base,
  type: 'transcript.completed',
  itemId: 'a',
  previousItemId: null,
  speaker: 'candidate',
  text: 'Yes.',
  startedAtMs: 0,
  endedAtMs: 1,
};

/** A hub on a feed that the test plays, and browsers that keep what they are sent. */
function openHub(count: number) {
  const listeners: FeedListener[] = [];
  const feed: SessionFeed = {
    follow(_id, _after, listener) {
      listeners.push(listener);
      return () => {};
    },
    followLevels: () => () => {},
    get following() {
      return listeners.length;
    },
    close: async () => {},
  };
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const hub = startSessionHub({ feed, logger, metrics: createMetrics('test'), now: Date.now });
  const viewers = Array.from({ length: count }, () => {
    const sent: Buffer[] = [];
    const keep = (frames: Buffer) => void sent.push(frames);
    const viewer: SessionViewer = {
      audience: 'owner',
      send: keep,
      offer: keep,
      show: keep,
      beat: keep,
      welcomed() {},
      dismiss() {},
    };
    return { sent, viewer };
  });
  for (const { viewer } of viewers) hub.join(sessionId, viewer, undefined);
  let revision = 0;
  let reads = 0;
  /** Tells the feed's listeners, and counts how often the event is read. */
  function tell(event: SessionEvent): void {
    revision += 1;
    const entry: LogEntry = {
      revision,
      commitId: 'c',
      get event() {
        reads += 1;
        return event;
      },
    };
    for (const listener of listeners) listener.onEvents([entry]);
  }
  tell(configured);
  for (const { sent } of viewers) sent.length = 0;
  reads = 0;
  return {
    hub,
    viewers,
    listeners,
    tell,
    get reads() {
      return reads;
    },
  };
}

it('follows and folds a session once and serialises each event once, for one viewer as for a thousand', () => {
  const [one, many] = [openHub(1), openHub(1_000)];
  const stringify = vi.spyOn(JSON, 'stringify');
  const counts = [one, many].map((opened) => {
    stringify.mockClear();
    opened.tell(changed);
    return {
      serialised: stringify.mock.calls.length,
      followed: opened.listeners.length,
      reads: opened.reads,
    };
  });
  stringify.mockRestore();
  expect(counts[0]).toEqual({ serialised: 1, followed: 1, reads: expect.any(Number) });
  expect(counts[1]).toEqual(counts[0]);
  const [first] = many.viewers;
  expect(first?.sent).toHaveLength(1);
  expect(first?.sent[0]?.toString()).toContain('"interview.phase_changed"');
  // The very same bytes: nothing is made for each viewer.
  for (const { sent } of many.viewers) expect(sent[0]).toBe(first?.sent[0]);
  for (const { hub } of [one, many]) hub.close();
});

it('sends words together within 33 ms, and at once with a change of state', () => {
  const { viewers, tell, hub } = openHub(2);
  tell(spoken);
  tell({ ...spoken, itemId: 'b' });
  expect(viewers.map(({ sent }) => sent.length)).toEqual([0, 0]);
  vi.advanceTimersByTime(33);
  expect(viewers.map(({ sent }) => sent.length)).toEqual([1, 1]);
  tell({ ...spoken, itemId: 'c' });
  tell(changed);
  for (const { sent } of viewers) {
    expect(
      sent.map((frames) => [...frames.toString().matchAll(/"revision":(\d+)/g)].map(([, n]) => n)),
    ).toEqual([
      ['2', '3'],
      ['4', '5'],
    ]);
  }
  hub.close();
});

it('sends all viewers a heartbeat every five seconds from one timer, with a ping every other time', () => {
  const { viewers, hub } = openHub(3);
  const asked: boolean[] = [];
  for (const { viewer } of viewers) viewer.beat = (_frames, asks) => void asked.push(asks);
  vi.advanceTimersByTime(20_000);
  expect(asked).toHaveLength(12);
  expect(asked.filter((asks) => asks)).toHaveLength(6);
  expect(vi.getTimerCount()).toBe(1);
  hub.close();
  expect(vi.getTimerCount()).toBe(0);
});
