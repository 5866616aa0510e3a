import { andThen } from '../and-then.ts';
import { type BridgeState, withModel } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';
import { type Conversation, earlierTurns, type Turn } from '../turns/conversation.ts';

/** Tells the model a turn of an earlier session, behind the latest earlier turn that this model knows. */
export function replay(state: BridgeState, turn: Turn): Step {
  const text = turn.recordedText ?? turn.text;
  if (text === '') return [state, []];
  const { itemId, speaker } = turn;
  // The model has no item yet for a turn that is still being spoken.
  const isKnown = (other: Turn) =>
    !state.model.unknownItems.has(other.itemId) && state.conversation.previous.has(other.itemId);
  const before = earlierTurns(state.conversation, turn).findLast(isKnown);
  const unknownItems = new Set(state.model.unknownItems);
  unknownItems.delete(itemId);
  const previousItemId = before?.itemId ?? null;
  const told = withModel(state, { unknownItems });
  return [
    { ...told, conversation: withInserted(told, itemId, previousItemId) },
    [{ type: 'model.replay', itemId, previousItemId, speaker, text }],
  ];
}

/**
 * The model's chain with this item inserted: the item that stood behind the previous one now stands behind this one.
 */
function withInserted(
  { conversation, model }: BridgeState,
  itemId: string,
  previousItemId: string | null,
): Conversation {
  const moved = [...conversation.previous].map(([other, before]): [string, string | null] =>
    before === previousItemId && before !== null && !model.unknownItems.has(other)
      ? [other, itemId]
      : [other, before],
  );
  return { ...conversation, previous: new Map(moved).set(itemId, previousItemId) };
}

/**
 * Tells the model what is on the record and unknown to it, because it was said in an earlier session. This comes
 * before the model is asked anything.
 */
export function replayUnknown(state: BridgeState): Step {
  let step: Step = [state, []];
  for (const turn of state.conversation.turns.values()) {
    if (turn.settled && state.model.unknownItems.has(turn.itemId))
      step = andThen(step, (current) => replay(current, turn));
  }
  return step;
}
