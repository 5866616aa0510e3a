import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import { evolveView, type Fold } from '@ringback/shared/session/evolve-view';

/** What viewers are told about one entry of the log: the event, and the status when that changed with it. */
interface SessionLine {
  revision: number;
  messages: readonly ServerMessage[];
  /** Words may go out a moment later, together; a change of state waits for nothing. */
  mayWait: boolean;
}

const aboutWords: ReadonlySet<string> = new Set([
  'transcript.completed',
  'transcript.interrupted',
  'speech.measured',
]);

function toLine(before: Fold | null, after: Fold, { revision, event }: LogEntry): SessionLine {
  const told: ServerMessage = { type: 'event', revision, event };
  const { status, sessionId, streamSid, endReason } = after.view;
  if (before?.view.status === status) {
    return { revision, messages: [told], mayWait: aboutWords.has(event.type) };
  }
  const changed: ServerMessage = {
    type: 'call.status_changed',
    status,
    sessionId,
    ...(streamSid === null ? {} : { streamSid }),
    ...(endReason === null ? {} : { reason: endReason }),
  };
  return { revision, messages: [told, changed], mayWait: false };
}

/** Folds entries, in order, and says what viewers are told about each. */
export function foldLines(
  fold: Fold | null,
  entries: readonly LogEntry[],
): { fold: Fold | null; lines: SessionLine[] } {
  let current = fold;
  const lines = entries.map((entry) => {
    const before = current;
    const after = evolveView(before, entry.event);
    current = after;
    return toLine(before, after, entry);
  });
  return { fold: current, lines };
}
