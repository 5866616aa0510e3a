import { ApiError } from '@ringback/shared/client/gateway-call';
import { useEffect, useState } from 'react';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { startWatchedSession, type WatchedSession, type WatchedState } from '../../lib/watched-session.ts';
import { PageFrame } from '../frame/page-frame.tsx';
import { useTitle } from '../frame/use-title.ts';
import { SharedReport } from '../report/shared-report.tsx';
import { useServices } from '../use-services.ts';
import { useStarted } from '../use-started.ts';
import { useWords } from '../words/words-context.ts';
import { NotesPane } from './notes-pane.tsx';
import styles from './watch.module.css';
import { WatchConnection } from './watch-connection.tsx';
import { WatchLive } from './watch-live.tsx';

const nothing: WatchedState = {
  connection: { phase: 'idle' },
  view: null,
  report: { type: 'unknown' },
  desk: { coaching: null },
  clockAheadMs: 0,
};

/** Why the page shows nothing. `failed`: for a reason that may pass. */
type Shut = 'incomplete' | 'gone' | 'failed';

/** Opens the session that the link in this page's address belongs to. */
function useWatchedSession(configuration: RunTimeConfiguration) {
  const services = useServices(configuration);
  const [session, setSession] = useState<WatchedSession | null>(null);
  const [shut, setShut] = useState<Shut | null>(null);
  useEffect(() => {
    if (!services) return undefined;
    const { api, addresses } = services;
    const token = window.location.hash.slice(1);
    if (token === '') {
      setShut('incomplete');
      return undefined;
    }
    let started: WatchedSession | null = null;
    let isLeft = false;
    api.shareTicket(token).then(
      ({ sessionId, ticket, expiresAt }) => {
        if (isLeft) return;
        const { socketUrl } = addresses;
        const first = { ticket, expiresAt };
        started = startWatchedSession({ sessionId, first, token, api, socketUrl });
        setSession(started);
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        setShut(error.status === 404 || error.status === 422 ? 'gone' : 'failed');
      },
    );
    return () => {
      isLeft = true;
      started?.close('page left');
    };
  }, [services]);
  return { session, shut, state: useStarted(session, nothing) };
}

const shutReasons = ['not_allowed', 'no_such_session', 'unreadable'];

/** A coach's page: an interview to read along, with notes and topics where the link takes them, and its report. */
export function WatchPage({ configuration }: { configuration: RunTimeConfiguration }) {
  const { session, shut, state } = useWatchedSession(configuration);
  const { watch } = useWords().coach;
  const { connection, view, report } = state;
  const isShut = connection.phase === 'closed' && shutReasons.includes(connection.reason);
  const why = shut ?? (isShut || report.type === 'gone' ? 'gone' : null);
  const title = view ? watch.title(view.jobConfiguration.jobTitle) : watch.untitled;
  useTitle(why === null ? title : watch[why]);

  if (why !== null) return <NothingHere why={why} />;
  if (view && session && report.type === 'shared')
    return (
      <PageFrame width="page">
        <div className={styles.report} data-testid="shared-report">
          <WatchConnection connection={connection} retryNow={session.retryNow} />
          <SharedReport view={view} answer={report.answer} />
          <NotesPane state={state} desk={session.desk} />
        </div>
      </PageFrame>
    );
  return (
    <PageFrame width="wide">
      <WatchLive state={state} session={session} />
    </PageFrame>
  );
}

function NothingHere({ why }: { why: Shut }) {
  const { coach, problems } = useWords();
  const { watch } = coach;
  const reasons = { incomplete: watch.incompleteWhy, gone: watch.goneWhy, failed: problems.unreachable };
  return (
    <PageFrame width="text">
      <div className={styles.nothing} data-testid="not-shared">
        <h1>{watch[why]}</h1>
        <p>{reasons[why]}</p>
      </div>
    </PageFrame>
  );
}
