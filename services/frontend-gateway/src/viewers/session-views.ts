import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { showView } from '../domain/audience.ts';

/** How long a view is kept: a page that loads asks a few times, and then watches. */
const lifeMs = 10_000;
/** The most characters of all kept views together. */
const mostKept = 16 * 1024 * 1024;

interface Kept {
  view: SessionView;
  revision: number;
  commitId: string;
  /** The answer as JSON, made once for all requests. */
  text: string;
  madeAt: number;
}

/**
 * The newest entry of a session's log, as its record says. When a part of the session expires, this entry stays, and what
 * was read before has words that are gone.
 */
export interface LogHead {
  revision: number;
  commitId: string;
  record?: Pick<SessionRecord, 'expired'>;
}

/** The views of sessions as HTTP returns them. Each session is read and folded once, however often it is requested. */
export interface SessionViews {
  /** `{revision, view}` as JSON, at least as new as `head`; null when there is no log. Rejects without Redis. */
  read(sessionId: SessionId, head: LogHead): Promise<string | null>;
  close(): void;
}

export function createSessionViews(parts: {
  readLog: (sessionId: SessionId, afterRevision: number) => Promise<LogEntry[]>;
}): SessionViews {
  const kept = new Map<SessionId, Kept>();
  const loading = new Map<SessionId, Promise<Kept | null>>();

  function fits(view: Kept, { revision, commitId, record }: LogHead): boolean {
    const expired = Object.keys(record?.expired ?? {});
    if (expired.some((part) => !(part in view.view.expired))) return false;
    return view.revision > revision || (view.revision === revision && view.commitId === commitId);
  }

  /** A kept view may be continued unless Redis has lost what it was made of. */
  function toBase(sessionId: SessionId, { revision }: LogHead): Kept | null {
    const view = kept.get(sessionId);
    return view === undefined || view.revision >= revision ? null : view;
  }

  async function load(sessionId: SessionId, base: Kept | null): Promise<Kept | null> {
    const entries = await parts.readLog(sessionId, base?.revision ?? 0);
    const last = entries.at(-1);
    if (last === undefined) return base;
    const view = entries.reduce<SessionView | null>(
      (before, { event }) => evolveView(before, event),
      base?.view ?? null,
    );
    if (view === null) return null;
    const { revision, commitId } = last;
    const text = JSON.stringify({ revision, view: showView('owner', view) });
    const made = { view, revision, commitId, text, madeAt: performance.now() };
    keep(sessionId, made);
    return made;
  }

  function keep(sessionId: SessionId, view: Kept): void {
    kept.delete(sessionId);
    kept.set(sessionId, view);
    let total = 0;
    for (const { text } of kept.values()) total += text.length;
    for (const [id, { text }] of kept) {
      if (total <= mostKept) break;
      kept.delete(id);
      total -= text.length;
    }
  }

  function loadOnce(sessionId: SessionId, head: LogHead): Promise<Kept | null> {
    const underWay = loading.get(sessionId);
    if (underWay !== undefined) return underWay;
    const started = load(sessionId, toBase(sessionId, head)).finally(() => loading.delete(sessionId));
    loading.set(sessionId, started);
    return started;
  }

  const sweeper = setInterval(() => {
    const oldest = performance.now() - lifeMs;
    for (const [id, { madeAt }] of kept) if (madeAt < oldest) kept.delete(id);
  }, lifeMs);

  return {
    async read(sessionId, head) {
      const known = kept.get(sessionId);
      if (known !== undefined && fits(known, head)) return known.text;
      const first = await loadOnce(sessionId, head);
      if (first === null || fits(first, head)) return first?.text ?? null;
      // The load in progress began before this head was written.
      return (await loadOnce(sessionId, head))?.text ?? null;
    },
    close() {
      clearInterval(sweeper);
      kept.clear();
    },
  };
}
