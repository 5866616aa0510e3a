import { andThen } from '../and-then.ts';
import type { BridgeState, Step } from '../bridge-state.ts';
import { type Conversation, earlierTurns, type Turn } from '../turns/conversation.ts';

/** Tells the model a turn of an earlier session, behind the latest one before it that this model knows. */
export function replay(state: BridgeState, turn: Turn): Step {
  const text = turn.recordedText ?? turn.text;
  if (text === '') return [state, []];
  const { itemId, speaker } = turn;
  // Of a turn that is still being spoken the model has no item yet.
  const isKnown = (other: Turn) =>
    !state.unknownToModel.has(other.itemId) && state.conversation.previous.has(other.itemId);
  const before = earlierTurns(state.conversation, turn).findLast(isKnown);
  const unknownToModel = new Set(state.unknownToModel);
  unknownToModel.delete(itemId);
  const previousItemId = before?.itemId ?? null;
  const conversation = withInserted({ ...state, unknownToModel }, itemId, previousItemId);
  return [
    { ...state, unknownToModel, conversation },
    [{ type: 'model.replay', itemId, previousItemId, speaker, text }],
  ];
}

/** The model's chain with this item in it: what stood behind the one before stands behind this one now. */
function withInserted(
  { conversation, unknownToModel }: BridgeState,
  itemId: string,
  previousItemId: string | null,
): Conversation {
  const moved = [...conversation.previous].map(([other, before]): [string, string | null] =>
    before === previousItemId && before !== null && !unknownToModel.has(other)
      ? [other, itemId]
      : [other, before],
  );
  return { ...conversation, previous: new Map(moved).set(itemId, previousItemId) };
}

/** Tells the model what is on the record and unknown to it, since it was said in an earlier session: before it is asked anything. */
export function replayUnknown(state: BridgeState): Step {
  let step: Step = [state, []];
  for (const turn of state.conversation.turns.values()) {
    if (turn.settled && state.unknownToModel.has(turn.itemId))
      step = andThen(step, (current) => replay(current, turn));
  }
  return step;
}
