import type { Ears, Mind } from '../parts.ts';
import type { Entry, HeardTurn } from '../protocol/conversation.ts';
import type { SessionCore } from './session-core.ts';
import { startHearing, type TurnHearing } from './turn-hearing.ts';

/** A turn of the caller while it is being spoken. */
export interface CallerTurn {
  itemId: string;
  fromMs: number;
  hearing: TurnHearing | null;
}

interface HearingParts {
  ears: Ears;
  mind: Mind;
  onFailure(error: unknown): void;
}

/** Puts a finished turn into the conversation, with all its events. `said` is what a scripted caller says. */
export function commitTurn(
  core: SessionCore,
  parts: HearingParts,
  over: { turn: CallerTurn; audio: Uint8Array; toMs: number; said: Promise<HeardTurn> | null },
): Entry {
  const { turn, audio, toMs, said } = over;
  const { itemId } = turn;
  const durationMs = Math.max(0, toMs - turn.fromMs);
  const previous = core.conversation.lastId;
  const entry: Entry = {
    item: {
      id: itemId,
      object: 'realtime.item',
      type: 'message',
      role: 'user',
      status: 'completed',
      content: [{ type: 'input_audio', transcript: null }],
    },
    origin: 'caller',
    audioMs: durationMs,
    atMs: toMs,
    heard: said ?? hear(core, parts, { turn, audio, durationMs }),
    audio,
  };
  core.emit({ type: 'input_audio_buffer.committed', item_id: itemId, previous_item_id: previous });
  core.conversation.append(entry);
  // The event shows this moment. A transcript that is filled in later does not change it.
  const item = structuredClone(entry.item);
  core.emit({ type: 'conversation.item.added', item, previous_item_id: previous });
  core.emit({ type: 'conversation.item.done', item, previous_item_id: previous });
  return entry;
}

function hear(
  core: SessionCore,
  parts: HearingParts,
  { turn, audio, durationMs }: { turn: CallerTurn; audio: Uint8Array; durationMs: number },
): Promise<HeardTurn> {
  if (turn.hearing !== null) return turn.hearing.finish(durationMs);
  const hearing = startHearing(core, parts, turn.itemId);
  if (hearing === null) return Promise.resolve({ text: null, durationMs });
  hearing.push(audio);
  return hearing.finish(durationMs);
}
