'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { startWatchedSession, type WatchedSession, type WatchedState } from '../lib/watched-session.ts';
import { ReconnectBanner } from './reconnect-banner.tsx';
import { SharedReport } from './report/shared-report.tsx';
import { StatusLine } from './status-line.tsx';
import { TranscriptLog } from './transcript-log.tsx';
import { useServices } from './use-services.ts';

const nothing: WatchedState = {
  connection: { phase: 'idle' },
  view: null,
  report: { type: 'unknown' },
};
const linkGone = 'This link does not work any more. Ask for a new one.';
const neverChanges = (): (() => void) => () => undefined;

/** A coach's page: a live interview to watch, without any controls, and its report where the link shows it. */
export function WatchPage({ configuration }: { configuration: RunTimeConfiguration }) {
  const services = useServices(configuration);
  const [session, setSession] = useState<WatchedSession | null>(null);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    if (!services) return undefined;
    const { api, addresses } = services;
    const token = window.location.hash.slice(1);
    if (token === '') {
      setProblem('This address is incomplete: the part behind “#” is missing. Open the whole link.');
      return undefined;
    }
    let started: WatchedSession | null = null;
    let isLeft = false;
    api.shareTicket(token).then(
      ({ sessionId, ticket }) => {
        if (isLeft) return;
        const { socketUrl } = addresses;
        started = startWatchedSession({ sessionId, firstTicket: ticket, token, api, socketUrl });
        setSession(started);
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        const isNoLink = error.status === 404 || error.status === 422;
        setProblem(isNoLink ? linkGone : error.message);
      },
    );
    return () => {
      isLeft = true;
      started?.close('page left');
    };
  }, [services]);

  const { connection, view, report } = useSyncExternalStore(
    session ? session.subscribe : neverChanges,
    () => session?.state ?? nothing,
    () => nothing,
  );

  const { jobTitle = '', company = '' } = view?.jobConfiguration ?? {};
  const isShut =
    connection.phase === 'closed' &&
    ['not_allowed', 'no_such_session', 'unreadable'].includes(connection.reason);
  const shutWords = isShut ? 'This session is not shared with you any more.' : null;
  const words = problem ?? (report.type === 'gone' ? linkGone : shutWords);
  if (words !== null) {
    return (
      <main className="notice-page" data-testid="not-shared">
        <h1>Nothing to watch here</h1>
        <p>{words}</p>
      </main>
    );
  }
  if (view && report.type === 'shared')
    return (
      <main className="report" data-testid="shared-report">
        <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />
        <SharedReport view={view} answer={report.answer} />
      </main>
    );
  return (
    <main className="live">
      <header className="live-head">
        <div className="live-title">
          <h1>{view ? `Watching: ${jobTitle}` : 'Watching'}</h1>
          {company === '' ? null : <p className="company">{company}</p>}
        </div>
        <div className="status-row">
          <StatusLine view={view} model={configuration.modes.model} />
        </div>
      </header>
      <div className="banner" data-testid="watching">
        <p>You are watching someone’s practice interview. They can see that you are watching.</p>
      </div>
      <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />
      {view?.phase === 'closed' && view.activeAt !== null ? (
        <p className="hint" role="status" data-testid="report-not-shared">
          {report.type === 'not_shared'
            ? 'The report of this interview is not shared with you. If its candidate changes that, it comes here by itself.'
            : ''}
        </p>
      ) : null}
      <TranscriptLog transcript={view?.transcript ?? []} reader="coach" erasedAt={view?.expired.transcript} />
    </main>
  );
}
