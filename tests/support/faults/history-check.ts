import type { SessionId } from '@ringback/shared/contract/ids';
import { holderName, type SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry, StoredEvent } from '@ringback/shared/contract/stored-events';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { eventually } from '../eventually.ts';
import { violationsOf } from '../model-violations.ts';
import { countHeld, readHeld } from '../quiet-check.ts';
import { canaryPattern } from './canary-model.ts';
import type { FaultFleet } from './fault-fleet.ts';
import type { Journey } from './journey.ts';
import { findTellingFault } from './steady-viewer.ts';

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Faults of the log itself: gaps, an event twice, two ends, words before the receipt. */
function findLogFaults(log: readonly LogEntry[]): string[] {
  const faults: string[] = [];
  log.forEach(({ revision }, place) => {
    if (revision !== place + 1) faults.push(`entry ${place + 1} of the log has revision ${revision}`);
  });
  const once = (name: (event: StoredEvent) => string | null) => {
    const seen = new Set<string>();
    for (const { event } of log) {
      const key = name(event);
      if (key === null) continue;
      if (seen.has(key)) faults.push(`twice in the log: ${key}`);
      seen.add(key);
    }
  };
  once((event) => {
    switch (event.type) {
      case 'transcript.completed':
      case 'transcript.interrupted':
        return `transcript of ${event.itemId}`;
      case 'media.started':
        return `${event.type} ${event.streamSid}`;
      case 'interviewer.joined':
        return `${event.type} ${event.token}`;
      case 'session.configured':
      case 'session.ended':
      case 'session.closed':
      case 'call.dialled':
      case 'call.placed':
      case 'call.ringing':
      case 'call.answered':
      case 'call.ready':
        return event.type;
      default:
        return null;
    }
  });
  let record: SessionRecord | null = null;
  for (const { event } of log) {
    if (event.type === 'session.released') {
      const holder = holderName(event.service, event.instance);
      if (record?.holders.includes(holder) !== true) faults.push(`${holder} let go of what it did not hold`);
    }
    record = evolveRecord(record, event);
  }
  const place = (type: string) => log.findIndex(({ event }) => event.type === type);
  const [receipt, words, interrupted] = [
    'configuration.received',
    'transcript.completed',
    'transcript.interrupted',
  ].map(place);
  for (const spoken of [words, interrupted]) {
    if (spoken !== undefined && spoken >= 0 && (receipt === undefined || receipt < 0 || receipt > spoken)) {
      faults.push('words stand before the receipt');
    }
  }
  return faults;
}

/** Faults of the model's side: asked to speak before it had confirmed, or told something that it refuses. */
function findModelFaults(fleet: FaultFleet, journey: Journey, log: readonly LogEntry[]): string[] {
  const faults: string[] = [];
  const own = fleet.model.sessions.filter(({ session }) => session.instructions.includes(journey.canary));
  for (const session of own) {
    const { index, sent, received } = session;
    const [violation] = violationsOf(session);
    const asked = received.find(({ type }) => type === 'response.create');
    const confirmed = sent.find(({ type }) => type === 'session.updated');
    if (asked && (!confirmed || confirmed.atMs > asked.atMs)) faults.push(`model ${index} spoke unconfirmed`);
    if (violation !== undefined) faults.push(`model ${index} refused: ${JSON.stringify(violation)}`);
  }
  const indices = own.map(({ index }) => String(index));
  for (const { event } of log) {
    const text = JSON.stringify(event);
    const strange = (text.match(canaryPattern) ?? []).filter((found) => found !== journey.canary);
    if (strange.length > 0) faults.push(`${event.type} speaks of another session: ${strange[0]}`);
    const heardIn = /said in (\d+) at/.exec(text)?.[1];
    if (heardIn !== undefined && !indices.includes(heardIn))
      faults.push(`${event.type} was heard by model ${heardIn}`);
  }
  return faults;
}

function findCallFaults(fleet: FaultFleet, sessionId: string): string[] {
  const calls = fleet.carrier.calls.filter(
    ({ order }) => 'url' in order.voice && order.voice.url.includes(sessionId),
  );
  if (calls.length > 1) return [`${calls.length} carrier calls for one session`];
  const [call] = calls;
  return call !== undefined && call.endedAt === null ? [`carrier call is still ${call.status}`] : [];
}

/** Record, log and view of one moment: a report may be made meanwhile. */
async function readStandingStill(fleet: FaultFleet, { sessionId, candidate }: Journey) {
  const id = sessionId as SessionId;
  const read = await fleet.store.read(id);
  const log = await fleet.store.readLog(id, 0);
  const shown = await candidate.ask(`/api/sessions/${sessionId}`);
  const { view, revision } = (await shown.json()) as { view: unknown; revision: number };
  const now = await fleet.store.read(id);
  if (read === null || now?.revision !== read.revision) throw new Error('the session does not stand still');
  return { read, log, view, revision };
}

/**
 * Checks one session that is over in every place: log, record, view, every viewer, the model and the carrier say the
 * same. Waits until it is closed. Returns the log. Throws everything that is wrong.
 */
export async function checkHistory(
  fleet: FaultFleet,
  journey: Journey,
  withinMs = 10_000,
): Promise<LogEntry[]> {
  const sessionId = journey.sessionId as SessionId;
  await eventually(async () => {
    const phase = (await fleet.store.read(sessionId))?.record.phase;
    if (phase !== 'closed') throw new Error(`session is still ${phase}, not closed`);
  }, withinMs);
  const { read, log, view, revision } = await eventually(() => readStandingStill(fleet, journey));
  const faults = [
    ...findLogFaults(log),
    ...findModelFaults(fleet, journey, log),
    ...findCallFaults(fleet, sessionId),
  ];
  const events = log.map(({ event }) => event);
  const record = events.reduce<ReturnType<typeof evolveRecord> | null>(evolveRecord, null);
  if (stable(record) !== stable(read.record)) faults.push('the record is not the fold of the log');
  if (read.revision !== log.length)
    faults.push(`revision ${read.revision}, ${log.length} entries in the log`);
  if (read.commitId !== log.at(-1)?.commitId) faults.push('the last commit of record and log differ');
  const folded = events.reduce<SessionView | null>(evolveView, null);
  if (revision !== log.length || stable(view) !== stable(folded))
    faults.push('the view is not the fold of the log');
  // A viewer that learns late of the end is told what has become of the report meanwhile, too.
  await eventually(async () => {
    const now = await fleet.store.readLog(sessionId, 0);
    const wrong = journey.viewers.flatMap((viewer) => findTellingFault(viewer, now) ?? []);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
  }, withinMs).catch((error) => faults.push(String(error)));
  if (faults.length > 0) {
    const story = events.map(({ type }) => type).join(' ');
    throw new Error(`session ${sessionId}: ${faults.join('; ')}\nlog: ${story}`);
  }
  return log;
}

/** After every session is over nothing of it is left, in the running services and in Redis. */
export async function checkQuiet(fleet: FaultFleet, withinMs = 8_000): Promise<void> {
  await eventually(
    async () => {
      const serviceUrls = fleet.members.filter(({ process }) => process.isRunning).map(({ url }) => url);
      const live = await fleet.client.zcard('live');
      const channels = await fleet.client.pubsub('CHANNELS', 'session:*');
      const held = await countHeld({ serviceUrls });
      if (held + live + channels.length > 0) {
        const kinds = JSON.stringify(await readHeld({ serviceUrls }));
        throw new Error(`not quiet: ${kinds}, ${live} live, ${channels.length} channels`);
      }
    },
    withinMs,
    100,
  );
  const ringing = fleet.carrier.calls.filter(({ endedAt }) => endedAt === null);
  if (ringing.length > 0) throw new Error(`${ringing.length} carrier calls are still up`);
}
