import type { InstanceId } from '../contract/ids.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { SessionView } from '../contract/session-view.ts';
import type { ServerMessage } from '../contract/viewer-protocol.ts';
import { evolveView, type Fold, withPartial } from '../session/evolve-view.ts';

/** What the page knows of a session: the fold of its log up to `revision`. */
export interface KnownSession {
  fold: Fold;
  revision: number;
}

/** `gap`: something before this message is missing, so the log must be asked for again. */
export interface Folded {
  known: KnownSession | null;
  outcome: 'applied' | 'ignored' | 'gap';
}

type LogMessage = Extract<ServerMessage, { type: 'welcome' | 'event' | 'partial' }>;

/** A view does not say which bridge is there, only that one is. */
const someBridge = 'unknown' as InstanceId;

/** The record behind a view, as far as the view's own fields depend on it; the rest is the server's business. */
function toRecord(view: SessionView): SessionRecord {
  return {
    sessionId: view.sessionId,
    ownerId: '' as SessionRecord['ownerId'],
    via: view.via,
    phase: view.phase,
    endReason: view.endReason,
    reportState: 'none',
    jobConfiguration: view.jobConfiguration,
    configurationHash: view.configurationHash,
    lengthMinutes: view.lengthMinutes,
    receivedHash: view.receivedHash,
    previousSessionId: view.previousSessionId,
    fleetGeneration: 0,
    callSid: null,
    streamSid: view.streamSid,
    bridge: view.interviewerPresent ? someBridge : null,
    interviewPhase: view.interviewPhase,
    modelUse: null,
    holders: [],
    times: {
      configuredAt: view.configuredAt,
      answeredAt: null,
      activeAt: view.activeAt,
      endedAt: view.endedAt,
      closedAt: null,
    },
    deadlineAt: null,
  };
}

/** Starts from a view that the server has folded already. */
export function fromView(view: SessionView, revision: number): KnownSession {
  return { fold: { record: toRecord(view), view }, revision };
}

function withEvent(known: KnownSession, { event, revision }: Extract<LogMessage, { type: 'event' }>) {
  const { record, view } = known.fold;
  const isUnnamedBridge = event.type === 'interviewer.lost' && record.bridge === someBridge;
  const before = { view, record: isUnnamedBridge ? { ...record, bridge: event.bridge } : record };
  return { fold: evolveView(before, event), revision };
}

/** Folds one message of the gateway; events count only in order, each once. */
export function foldMessage(known: KnownSession | null, message: LogMessage): Folded {
  if (message.type === 'welcome') {
    if (message.view) return { known: fromView(message.view, message.revision), outcome: 'applied' };
    return { known, outcome: known ? 'applied' : 'gap' };
  }
  if (message.type === 'partial') {
    if (!known) return { known, outcome: 'ignored' };
    const { type: _, ...words } = message;
    const view = withPartial(known.fold.view, words);
    return { known: { ...known, fold: { ...known.fold, view } }, outcome: 'applied' };
  }
  const revision = known?.revision ?? 0;
  if (message.revision <= revision) return { known, outcome: 'ignored' };
  if (message.revision > revision + 1) return { known, outcome: 'gap' };
  if (!known) return { known: { fold: evolveView(null, message.event), revision: 1 }, outcome: 'applied' };
  return { known: withEvent(known, message), outcome: 'applied' };
}

/** Counts an event that this page is too old to understand, so that those behind it are not taken for a gap. */
export function skipRevision(known: KnownSession | null, revision: number): KnownSession | null {
  return known && revision === known.revision + 1 ? { ...known, revision } : known;
}
