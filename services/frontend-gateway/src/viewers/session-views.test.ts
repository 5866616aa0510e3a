import type { SessionEvent } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { afterEach, expect, it } from 'vitest';
import { createSessionViews, type SessionViews } from './session-views.ts';

const sessionId = 'ses_0123456789' as SessionId;
const base = { sessionId, at: 1 };
const configured = {
  ...base,
  type: 'session.configured',
  ownerId: 'can_0000001',
  via: 'browser',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  configurationHash: 'a'.repeat(64),
  previousSessionId: null,
  fleetGeneration: 0,
} as SessionEvent;
const ended = { ...base, type: 'session.ended', reason: 'reset' } as SessionEvent;

let views: SessionViews;
afterEach(() => views.close());

/** A readable log that records how often, and from where, it was read. */
function createLog(...events: SessionEvent[]) {
  const log: LogEntry[] = [];
  const reads: number[] = [];
  const add = (event: SessionEvent, lineage = '') =>
    log.push({ event, revision: log.length + 1, commitId: `c${log.length + 1}${lineage}` });
  for (const event of events) add(event);
  const readLog = async (_id: SessionId, afterRevision: number) => {
    reads.push(afterRevision);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return log.filter(({ revision }) => revision > afterRevision);
  };
  const position = () => ({ revision: log.length, commitId: log.at(-1)?.commitId ?? '' });
  return { log, reads, add, readLog, position };
}
const phaseIn = (text: string | null) => JSON.parse(text ?? 'null')?.view.phase;

it('reads and folds a session once, however often it is requested at the same time and again', async () => {
  const { reads, readLog, position } = createLog(configured);
  views = createSessionViews({ readLog });
  const ask = () => views.read(sessionId, position());
  const answers = await Promise.all(Array.from({ length: 50 }, ask));
  expect(new Set([...answers, await ask()]).size).toBe(1);
  expect(reads).toEqual([0]);
});

it('is never older than the record that was read before it, and reads only what is new', async () => {
  const { reads, readLog, position, add } = createLog(configured);
  views = createSessionViews({ readLog });
  const early = views.read(sessionId, position());
  add(ended);
  const late = views.read(sessionId, position());
  await early;
  expect(phaseIn(await late)).toBe('ended');
  expect(phaseIn(await views.read(sessionId, position()))).toBe('ended');
  expect(reads.length).toBeLessThanOrEqual(2);
  expect(reads[0]).toBe(0);
});

it('reads again what it has read before a part of the session expired', async () => {
  const { log, readLog, position, add } = createLog(configured, ended);
  views = createSessionViews({ readLog });
  const ask = async (expired: Record<string, number>) =>
    JSON.parse((await views.read(sessionId, { ...position(), record: { expired } })) ?? '').view.expired;
  expect(await ask({})).toEqual({});
  const [first] = log;
  if (first) first.event = { ...first.event, expired: { transcript: 5 } } as typeof first.event;
  expect(await ask({ transcript: 5 })).toEqual({ transcript: 5 });
  if (first) first.event = { ...first.event, expired: { transcript: 5, report: 6 } } as typeof first.event;
  add({ ...base, type: 'session.closed' } as SessionEvent);
  expect(await ask({ transcript: 5, report: 6 })).toEqual({ transcript: 5, report: 6 });
});

it('starts again when Redis has lost what it was made of', async () => {
  const { log, readLog, position, add } = createLog(configured, ended);
  views = createSessionViews({ readLog });
  expect(phaseIn(await views.read(sessionId, position()))).toBe('ended');
  log.pop();
  add({ ...base, type: 'media.started', streamSid: 'MZ1', instance: 't-1' } as SessionEvent, 'other');
  expect(phaseIn(await views.read(sessionId, position()))).toBe('connecting');
});

it('answers nothing when there is no log', async () => {
  const { readLog, position } = createLog();
  views = createSessionViews({ readLog });
  expect(await views.read(sessionId, position())).toBeNull();
});
