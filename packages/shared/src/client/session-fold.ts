import type { SessionView } from '../contract/session-view.ts';
import type { ServerMessage } from '../contract/viewer-protocol.ts';
import { evolveView, withPartial } from '../session/evolve-view.ts';

/** What the page knows of a session: the fold of its log up to `revision`. */
export interface KnownSession {
  view: SessionView;
  revision: number;
}

/** `gap`: something before this message is missing, so the log must be requested again. */
export interface Folded {
  known: KnownSession | null;
  outcome: 'applied' | 'ignored' | 'gap';
}

type LogMessage = Extract<ServerMessage, { type: 'welcome' | 'event' | 'partial' }>;

/** Folds one message of the gateway. Events count only in order, each once. */
export function foldMessage(known: KnownSession | null, message: LogMessage): Folded {
  if (message.type === 'welcome') {
    const { view, revision } = message;
    if (view) return { known: { view, revision }, outcome: 'applied' };
    return { known, outcome: known ? 'applied' : 'gap' };
  }
  if (message.type === 'partial') {
    if (!known) return { known, outcome: 'ignored' };
    const { type: _, ...words } = message;
    return { known: { ...known, view: withPartial(known.view, words) }, outcome: 'applied' };
  }
  const { revision, event } = message;
  const last = known?.revision ?? 0;
  if (revision <= last) return { known, outcome: 'ignored' };
  if (revision > last + 1) return { known, outcome: 'gap' };
  return { known: { view: evolveView(known?.view ?? null, event), revision }, outcome: 'applied' };
}

/** Counts an event that this page is too old to understand, so that later ones do not look like a gap. */
export function skipRevision(known: KnownSession | null, revision: number): KnownSession | null {
  return known && revision === known.revision + 1 ? { ...known, revision } : known;
}
