import { useEffect, useRef } from 'react';
import type { WatchedSession, WatchedState } from '../../lib/watched-session.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { TranscriptLog } from '../transcript-log.tsx';
import { Banner } from '../ui/banner.tsx';
import { useWords } from '../words/words-context.ts';
import { NotesPane } from './notes-pane.tsx';
import { TopicPane } from './topic-pane.tsx';
import styles from './watch.module.css';
import { WatchConnection } from './watch-connection.tsx';
import { WatchHead } from './watch-head.tsx';

/** The interview while it is on, and until its report is there: the words, and beside them what the coach leaves. */
export function WatchLive({ state, session }: { state: WatchedState; session: WatchedSession | null }) {
  const { watch } = useWords().coach;
  const { connection, view, report, desk, clockAheadMs } = state;
  useSpokenStatus(view ? watch.status[view.status] : null);
  const name = desk.coaching?.name ?? '';
  return (
    <div className={styles.live}>
      <WatchHead view={view} clockAheadMs={clockAheadMs} />
      <Banner data-testid="watching">
        <p>
          {watch.seen} {name === '' ? null : watch.as(name)}
        </p>
      </Banner>
      {session === null ? null : <WatchConnection connection={connection} retryNow={session.retryNow} />}
      {view?.phase === 'closed' && view.activeAt !== null && report.type === 'not_shared' ? (
        <p data-testid="report-not-shared">{watch.reportNotShared}</p>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.words}>
          <TranscriptLog
            transcript={view?.transcript ?? []}
            reader="coach"
            erasedAt={view?.expired.transcript}
          />
        </div>
        {session === null ? null : (
          <div className={styles.side}>
            <TopicPane state={desk} desk={session.desk} isLive={view?.phase === 'active'} />
            <NotesPane state={state} desk={session.desk} />
          </div>
        )}
      </div>
    </div>
  );
}

/** A change of the status is heard, once. */
function useSpokenStatus(status: string | null): void {
  const announce = useAnnounce();
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (status !== null && before.current !== null && before.current !== status) announce(status);
    before.current = status;
  }, [status, announce]);
}
