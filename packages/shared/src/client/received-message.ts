import { type ServerMessage, serverMessageSchema } from '../contract/viewer-protocol.ts';

/** What arrived on the socket: a message, an event of a kind that this page is too old to know, or neither. */
export type Received =
  | { type: 'message'; message: ServerMessage }
  | { type: 'unknown_event'; revision: number }
  | { type: 'noise' };

function readJson(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const revisionOf = (json: unknown): number | null =>
  typeof json === 'object' &&
  json !== null &&
  'type' in json &&
  json.type === 'event' &&
  'revision' in json &&
  typeof json.revision === 'number'
    ? json.revision
    : null;

/** Reads the data of one frame, which may contain anything. */
export function readReceived(data: unknown): Received {
  const json = readJson(data);
  const parsed = serverMessageSchema.safeParse(json);
  if (parsed.success) return { type: 'message', message: parsed.data };
  const revision = revisionOf(json);
  return revision === null ? { type: 'noise' } : { type: 'unknown_event', revision };
}
