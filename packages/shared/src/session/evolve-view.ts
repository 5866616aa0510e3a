import type { PartialWords, SessionEvent, TranscriptEvent } from '../contract/events.ts';
import { toCallStatus } from '../contract/lifecycle.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { SessionView, TranscriptItem } from '../contract/session-view.ts';
import { evolveRecord } from './evolve-record.ts';

/** A view together with the record it is drawn from, so that both are folded by the same rules. */
export interface Fold {
  record: SessionRecord;
  view: SessionView;
}

/** Puts an item after its predecessor; one that is known already is replaced where it stands. */
export function placeItem(transcript: readonly TranscriptItem[], item: TranscriptItem): TranscriptItem[] {
  const known = transcript.findIndex(({ itemId }) => itemId === item.itemId);
  if (known >= 0) return transcript.map((other, index) => (index === known ? item : other));
  const before = transcript.findIndex(({ itemId }) => itemId === item.previousItemId);
  // Others may name the same predecessor only when it was theirs first, so the newcomer goes right behind it.
  const at = before >= 0 ? before + 1 : item.previousItemId === null ? 0 : transcript.length;
  const follower = transcript.findIndex(({ previousItemId }) => previousItemId === item.itemId);
  const place = follower >= 0 && before < 0 ? follower : at;
  return [...transcript.slice(0, place), item, ...transcript.slice(place)];
}

function toItem(event: TranscriptEvent): TranscriptItem {
  const { itemId, previousItemId, speaker, text, startedAtMs, endedAtMs } = event;
  const interrupted = event.type === 'transcript.interrupted';
  return {
    itemId,
    previousItemId,
    speaker,
    text,
    startedAtMs,
    endedAtMs,
    status: interrupted ? 'interrupted' : 'completed',
    heardMs: interrupted ? event.heardMs : null,
  };
}

function transcriptAfter(view: SessionView | null, event: SessionEvent): TranscriptItem[] {
  const before = view?.transcript ?? [];
  if (event.type === 'transcript.completed' || event.type === 'transcript.interrupted') {
    return placeItem(before, toItem(event));
  }
  // What was never finished by the end is not on the record.
  if (event.type === 'session.closed') return before.filter(({ status }) => status !== 'in_progress');
  return before;
}

function toView(record: SessionRecord, before: SessionView | null, event: SessionEvent): SessionView {
  return {
    sessionId: record.sessionId,
    via: record.via,
    phase: record.phase,
    status: toCallStatus(record.phase),
    endReason: record.endReason,
    jobConfiguration: record.jobConfiguration,
    configurationHash: record.configurationHash,
    receivedHash: record.receivedHash,
    receivedAt: event.type === 'configuration.received' ? event.at : (before?.receivedAt ?? null),
    previousSessionId: record.previousSessionId,
    streamSid: record.streamSid,
    interviewerPresent: record.bridge !== null,
    interviewPhase: record.interviewPhase,
    configuredAt: record.times.configuredAt,
    activeAt: record.times.activeAt,
    endedAt: record.times.endedAt,
    transcript: transcriptAfter(before, event),
  };
}

/** Folds one event into the view; start with null at the log's beginning. */
export function evolveView(fold: Fold | null, event: SessionEvent): Fold {
  const record = evolveRecord(fold?.record ?? null, event);
  return { record, view: toView(record, fold?.view ?? null, event) };
}

/** Shows words of an unfinished item; ignored once the item is settled. */
export function withPartial(view: SessionView, words: PartialWords): SessionView {
  const known = view.transcript.find(({ itemId }) => itemId === words.itemId);
  if (known && known.status !== 'in_progress') return view;
  const item: TranscriptItem = {
    ...words,
    status: 'in_progress',
    startedAtMs: known?.startedAtMs ?? null,
    endedAtMs: null,
    heardMs: null,
  };
  return { ...view, transcript: placeItem(view.transcript, item) };
}
