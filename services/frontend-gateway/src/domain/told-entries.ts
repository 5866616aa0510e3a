import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { isSameFor, viewFor, type Watching, watching } from './audience.ts';

/** Something for each audience that watches. */
export type ForEach<T> = Readonly<Record<Watching, T>>;

/** Makes what each audience gets, in order. `before`: what the audiences before it got. */
export function forEachWatching<T>(make: (audience: Watching, before: Partial<ForEach<T>>) => T): ForEach<T> {
  const made: Partial<Record<Watching, T>> = {};
  for (const audience of watching) made[audience] = make(audience, made);
  return made as Record<Watching, T>;
}

/** What viewers are told about one entry of the log: the event, and the status when that changed with it. */
interface ToldEntry {
  revision: number;
  messages: ForEach<readonly ServerMessage[]>;
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
  // The same object where nothing differs, so that it is serialised only once.
  const told = forEachWatching<ServerMessage>((audience, before) => {
    const alike = watching.find(
      (other) => before[other] !== undefined && isSameFor(event.type, other, audience),
    );
    const known = alike === undefined ? undefined : before[alike];
    return known ?? { type: 'event', revision, event: viewFor(audience, event) };
  });
  const { status, sessionId, streamSid, endReason } = after;
  if (before?.status === status) {
    const messages = forEachWatching<readonly ServerMessage[]>((audience) => [told[audience]]);
    return { revision, messages, mayWait: aboutWords.has(event.type) };
  }
  const changed: ServerMessage = {
    type: 'call.status_changed',
    status,
    sessionId,
    ...(streamSid === null ? {} : { streamSid }),
    ...(endReason === null ? {} : { reason: endReason }),
  };
  const messages = forEachWatching<readonly ServerMessage[]>((audience) => [told[audience], changed]);
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
