import type { ServerMessage } from '@ringback/shared/contract/viewer-protocol';
import { toTextFrames } from './text-frames.ts';

/** Messages to a browser as the bytes that go out, concatenated. */
export function toFrames(...messages: readonly ServerMessage[]): Buffer {
  return toTextFrames(...messages.map((message) => JSON.stringify(message)));
}
