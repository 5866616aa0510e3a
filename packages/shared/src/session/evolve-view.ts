import type { PartialWords } from '../contract/events.ts';
import { toCallStatus } from '../contract/lifecycle.ts';
import { noMoney, type SessionView, type TranscriptItem } from '../contract/session-view.ts';
import type { EventOf, StoredEvent } from '../contract/stored-events.ts';
import { changesOf } from './event-changes.ts';
import { evolvePublicState, newPublicState } from './public-state.ts';
import { placeItem } from './transcript-order.ts';

function newView(event: EventOf<'session.configured'>): SessionView {
  const state = newPublicState(event);
  return {
    ...state,
    status: toCallStatus(state.phase),
    receivedAt: null,
    unchanged: [],
    mediaLostAt: null,
    answeredAt: null,
    money: { ...noMoney, quote: event.quote ?? null },
    selfRating: null,
    disputes: [],
    factTexts: [],
    steering: null,
    transcript: [],
  };
}

/**
 * Folds one event into the view. Start with null at the beginning of the log. The view itself contains all that is
 * needed, so a page can continue from any view that it was sent.
 */
export function evolveView(view: SessionView | null, event: StoredEvent): SessionView {
  if (event.type === 'session.configured') return newView(event);
  if (view === null) throw new TypeError(`the log begins with ${event.type}`);
  if (event.type === 'unknown') return view;
  const state = evolvePublicState(view, event);
  return { ...view, ...state, status: toCallStatus(state.phase), ...changesOf(event).view?.(view, event) };
}

/**
 * Shows words of an unfinished item. Ignored once the item is settled. Words may arrive before the model has said what
 * they follow. Until the finished turn replaces them, they stand at the end.
 */
export function withPartial(view: SessionView, words: PartialWords): SessionView {
  const { transcript } = view;
  const known = transcript.find(({ itemId }) => itemId === words.itemId);
  if (known && known.status !== 'in_progress') return view;
  const last = known?.previousItemId ?? transcript.at(-1)?.itemId ?? null;
  const item: TranscriptItem = {
    ...words,
    previousItemId: words.previousItemId ?? last,
    status: 'in_progress',
    startedAtMs: known?.startedAtMs ?? null,
    endedAtMs: null,
    heardMs: null,
  };
  return { ...view, transcript: placeItem(transcript, item) };
}
