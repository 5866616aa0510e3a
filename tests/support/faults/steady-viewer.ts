import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LogEntry, StoredEvent } from '@ringback/shared/contract/stored-events';
import { serverMessageSchema } from '@ringback/shared/contract/viewer-protocol';
import { WebSocket } from 'ws';
import { viewFor } from '../../../services/frontend-gateway/src/domain/audience.ts';
import { eventually } from '../eventually.ts';
import { pageOrigin } from '../stack.ts';
import type { PatientCandidate } from './patient-candidate.ts';

/** What a viewer was told, and when (epoch ms). */
export interface Told {
  revision: number;
  event: StoredEvent;
  receivedAt: number;
}

/** A page that stays: it reconnects with what it has until the session is closed. */
export interface SteadyViewer {
  readonly gateway: string;
  /** Revision of the first view. Events follow from the next one. */
  readonly from: number | null;
  readonly told: readonly Told[];
  /** Whole views after the first one. */
  readonly snapshots: number;
  /** Everything it was told of one type. */
  all<T extends StoredEvent['type']>(type: T): Extract<StoredEvent, { type: T }>[];
  waitFor(type: StoredEvent['type'], withinMs: number): Promise<Told>;
  /** What the gateway said when it sent the page away for good. Null while it stays. */
  readonly sentAway: string | null;
  /** Resolves when it has seen the session closed. */
  readonly over: Promise<void>;
  close(): void;
}

/** A browser gives up a silent socket after two and a half heartbeats. */
const silenceMs = 12_500;

export function openSteadyViewer(
  candidate: PatientCandidate,
  gatewayUrl: string,
  session: { sessionId: string; ticket?: string },
): SteadyViewer {
  const { sessionId } = session;
  const told: Told[] = [];
  let ticket: string | undefined = session.ticket;
  let from: number | null = null;
  let last: number | null = null;
  let snapshots = 0;
  let closed = false;
  let sentAway: string | null = null;
  let socket: WebSocket | null = null;
  const { promise: over, resolve: resolveOver } = Promise.withResolvers<void>();

  function onMessage(text: string): void {
    const message = serverMessageSchema.parse(JSON.parse(text));
    if (message.type === 'welcome' && message.mode === 'snapshot') {
      if (from === null) from = message.revision;
      else snapshots += 1;
      last = message.revision;
    } else if (message.type === 'event') {
      last = message.revision;
      told.push({ revision: message.revision, event: message.event, receivedAt: Date.now() });
    }
  }

  /** Resolves with the close code and its reason when the socket is gone. */
  function watchOnce(url: string, presented: string): Promise<{ code: number; reason: string }> {
    return new Promise((resolve) => {
      const opened = new WebSocket(`${url.replace(/^http/, 'ws')}/logs`, {
        headers: { origin: pageOrigin, cookie: candidate.cookie },
        handshakeTimeout: 3_000,
      });
      socket = opened;
      let silence = setTimeout(() => opened.terminate(), silenceMs);
      opened.on('message', (data) => {
        silence.refresh();
        onMessage(data.toString());
      });
      opened.on('open', () => {
        const revision = last === null ? {} : { revision: last };
        opened.send(JSON.stringify({ type: 'hello', version: 1, sessionId, ticket: presented, ...revision }));
      });
      opened.on('error', () => {});
      opened.on('close', (code, reason) => {
        clearTimeout(silence);
        silence = setTimeout(() => {}, 0);
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  async function stay(): Promise<void> {
    while (!closed) {
      try {
        const presented = ticket ?? (await candidate.ticket(sessionId));
        ticket = undefined;
        const { code, reason } = await watchOnce(gatewayUrl, presented);
        if (code === 1000 || code === 4404) {
          sentAway = `${code} ${reason}`;
          break;
        }
      } catch {
        // No gateway gives a ticket at the moment.
      }
      await wait(200);
    }
    resolveOver();
  }
  void stay();

  const find = (type: StoredEvent['type']) => told.find(({ event }) => event.type === type);
  return {
    gateway: gatewayUrl,
    told,
    over,
    get from() {
      return from;
    },
    get snapshots() {
      return snapshots;
    },
    get sentAway() {
      return sentAway;
    },
    all: (type) => told.flatMap(({ event }) => (event.type === type ? [event as never] : [])),
    waitFor: (type, withinMs) =>
      eventually(() => {
        const found = find(type);
        if (found === undefined) throw new Error(`viewer was not told ${type} within ${withinMs} ms`);
        return found;
      }, withinMs),
    close() {
      closed = true;
      socket?.terminate();
    },
  };
}

/** How late this viewer was told of events: the greatest delay after a commit, in ms. */
export function greatestLagMs(viewer: SteadyViewer, after = 0): number {
  return Math.max(
    0,
    ...viewer.told
      .filter(({ event }) => event.at >= after)
      .map(({ event, receivedAt }) => receivedAt - event.at),
  );
}

/** The last revision of the commit that closed a session. The whole log where none did. */
export function lastOfClosing(log: readonly LogEntry[]): number {
  const closing = log.find(({ event }) => event.type === 'session.closed')?.commitId;
  const own = closing === undefined ? log : log.filter(({ commitId }) => commitId === closing);
  return own.at(-1)?.revision ?? 0;
}

/** What is wrong with what a viewer was told. Null when it is the log, from its first view to its end. */
export function findTellingFault(viewer: SteadyViewer, log: readonly LogEntry[]): string | null {
  const name = `viewer at ${viewer.gateway}`;
  if (viewer.from === null) return `${name} never saw the session`;
  if (viewer.snapshots > 0) return `${name} was given ${viewer.snapshots} snapshots again`;
  const revisions = viewer.told.map(({ revision }) => revision);
  // Of what becomes of the report is told who comes after the end.
  const until = Math.max(lastOfClosing(log), revisions.at(-1) ?? 0);
  const expected = log.filter(({ revision }) => revision > (viewer.from ?? 0) && revision <= until);
  if (JSON.stringify(revisions) !== JSON.stringify(expected.map(({ revision }) => revision))) {
    const left = viewer.sentAway === null ? 'it is still there' : `it was sent away: ${viewer.sentAway}`;
    return `${name} was told ${revisions.join(',')} after ${viewer.from}, the log has ${log.length}; ${left}`;
  }
  // As the allow-list shows it to the session's owner.
  const differs = expected.find(
    ({ event }, place) => !isDeepStrictEqual(viewFor('owner', event), viewer.told[place]?.event),
  );
  return differs === undefined ? null : `${name} was told another ${differs.event.type} than the log has`;
}
