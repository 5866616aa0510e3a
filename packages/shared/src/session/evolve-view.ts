import type { PartialWords } from '../contract/events.ts';
import { toCallStatus } from '../contract/lifecycle.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { SessionView, TranscriptItem } from '../contract/session-view.ts';
import type { StoredEvent, TranscriptEvent } from '../contract/stored-events.ts';
import { evolveRecord } from './evolve-record.ts';

/** A view together with the record it is drawn from, so that both are folded by the same rules. */
export interface Fold {
  record: SessionRecord;
  view: SessionView;
}

/**
 * Puts an item after its predecessor. One that is known is replaced; while it was in progress its place was
 * a guess, so that it is placed anew.
 */
export function placeItem(transcript: readonly TranscriptItem[], item: TranscriptItem): TranscriptItem[] {
  const known = transcript.find(({ itemId }) => itemId === item.itemId);
  const isFinishing = known?.status === 'in_progress' && item.status !== 'in_progress';
  if (known !== undefined && !isFinishing && known.previousItemId === item.previousItemId) {
    return transcript.map((other) => (other === known ? item : other));
  }
  const others = transcript.filter((other) => other !== known);
  const before = others.findIndex(({ itemId }) => itemId === item.previousItemId);
  const follower = others.findIndex(({ previousItemId }) => previousItemId === item.itemId);
  if (before >= 0) return others.toSpliced(before + 1, 0, item);
  return others.toSpliced(follower >= 0 ? follower : placeByTime(others, item.startedAtMs), 0, item);
}

/** Where an item without a known neighbour stands: before the first one that began later. */
function placeByTime(others: readonly TranscriptItem[], startedAtMs: number | null): number {
  if (startedAtMs === null) return others.length;
  const later = others.findIndex((other) => other.startedAtMs !== null && other.startedAtMs > startedAtMs);
  return later < 0 ? others.length : later;
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

function transcriptAfter(view: SessionView | null, event: StoredEvent): TranscriptItem[] {
  const before = view?.transcript ?? [];
  if (event.type === 'transcript.completed' || event.type === 'transcript.interrupted') {
    return placeItem(before, toItem(event));
  }
  // What was never finished by the end is not on the record; of what a lost interviewer left, another one tells.
  if (event.type === 'session.closed' || event.type === 'interviewer.lost')
    return before.filter(({ status }) => status !== 'in_progress');
  return before;
}

function mediaLostAfter(view: SessionView | null, event: StoredEvent): number | null {
  if (event.type === 'media.lost') return event.at;
  return event.type === 'media.started' ? null : (view?.mediaLostAt ?? null);
}

function toView(record: SessionRecord, before: SessionView | null, event: StoredEvent): SessionView {
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
    lengthMinutes: record.lengthMinutes,
    unchanged: event.type === 'configuration.received' ? (event.unchanged ?? []) : (before?.unchanged ?? []),
    previousSessionId: record.previousSessionId,
    streamSid: record.streamSid,
    mediaLostAt: mediaLostAfter(before, event),
    interviewerPresent: record.bridge !== null,
    interviewPhase: record.interviewPhase,
    configuredAt: record.times.configuredAt,
    activeAt: record.times.activeAt,
    endedAt: record.times.endedAt,
    transcript: transcriptAfter(before, event),
  };
}

/** Folds one event into the view; start with null at the log's beginning. */
export function evolveView(fold: Fold | null, event: StoredEvent): Fold {
  const record = evolveRecord(fold?.record ?? null, event);
  return { record, view: toView(record, fold?.view ?? null, event) };
}

/**
 * Shows words of an unfinished item; ignored once the item is settled. Words may come before the model has
 * said what they follow: then they stand behind what is there, until the finished turn takes its place.
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
