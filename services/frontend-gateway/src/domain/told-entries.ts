import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { type Audience, isSameForCoach, viewFor } from './audience.ts';

/** The audiences that watch by socket. */
export type Watching = Exclude<Audience, 'operator'>;

/** What viewers are told about one entry of the log: the event, and the status when that changed with it. */
interface ToldEntry {
  revision: number;
  messages: Readonly<Record<Watching, readonly ServerMessage[]>>;
  /** Words may wait a moment and go out together. A change of state waits for nothing. */
  mayWait: boolean;
}

const aboutWords: ReadonlySet<string> = new Set([
  'transcript.completed',
  'transcript.interrupted',
  'speech.measured',
]);

function toToldEntry(
  before: SessionView | null,
  after: SessionView,
  { revision, event }: LogEntry,
): ToldEntry {
  const tell = (audience: Watching): ServerMessage => ({
    type: 'event',
    revision,
    event: viewFor(audience, event),
  });
  const owner = tell('owner');
  // The same object, so that it is serialised only once.
  const told = { owner, coach: isSameForCoach(event.type) ? owner : tell('coach') };
  const { status, sessionId, streamSid, endReason } = after;
  if (before?.status === status) {
    const messages = { owner: [told.owner], coach: [told.coach] };
    return { revision, messages, mayWait: aboutWords.has(event.type) };
  }
  const changed: ServerMessage = {
    type: 'call.status_changed',
    status,
    sessionId,
    ...(streamSid === null ? {} : { streamSid }),
    ...(endReason === null ? {} : { reason: endReason }),
  };
  const messages = { owner: [told.owner, changed], coach: [told.coach, changed] };
  return { revision, messages, mayWait: false };
}

/** Folds entries, in order, and says what viewers are told about each. */
export function foldToldEntries(
  view: SessionView | null,
  entries: readonly LogEntry[],
): { view: SessionView | null; told: ToldEntry[] } {
  let current = view;
  const told = entries.map((entry) => {
    const before = current;
    const after = evolveView(before, entry.event);
    current = after;
    return toToldEntry(before, after, entry);
  });
  return { view: current, told };
}
