import type { SessionView } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../../lib/elapsed.ts';
import { toReceipt } from '../../lib/receipt.ts';
import { StudyBadge } from '../study/study-badge.tsx';
import { useNow } from '../use-now.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './watch.module.css';

/** What the interview is about, where it stands, and what the interviewer knows: as the candidate's page, in a coach's words. */
export function WatchHead({ view, clockAheadMs }: { view: SessionView | null; clockAheadMs: number }) {
  const { watch } = useWords().coach;
  const { jobTitle = '', company = '' } = view?.jobConfiguration ?? {};
  const phase = view?.interviewPhase ?? null;
  const isLive = view !== null && view.status !== 'ended';
  return (
    <header className={styles.head}>
      <h1>{view ? watch.title(jobTitle) : watch.untitled}</h1>
      {company === '' ? null : <p className={styles.company}>{company}</p>}
      <div className={styles.facts}>
        <p
          className={styles.status}
          data-testid="status"
          data-status={view?.status ?? 'idle'}
          data-phase={view?.phase ?? 'idle'}
        >
          {view ? watch.status[view.status] : watch.loading}
        </p>
        <StudyBadge session={view} />
        {view === null ? null : <Timer view={view} clockAheadMs={clockAheadMs} />}
        {isLive && phase !== null && watch.phases[phase] !== undefined ? (
          <p className={styles.phase} data-testid="interview-phase">
            {watch.phases[phase]}
          </p>
        ) : null}
      </div>
      {view === null ? null : <Receipt view={view} />}
    </header>
  );
}

function Timer({ view, clockAheadMs }: { view: SessionView; clockAheadMs: number }) {
  const { watch } = useWords().coach;
  const { minutes } = useFormat();
  const isRunning = view.activeAt !== null && view.endedAt === null;
  const now = useNow(500, isRunning);
  if (view.activeAt === null) return null;
  const until = view.endedAt ?? now - clockAheadMs;
  return (
    <p className={styles.timer} role="timer" aria-live="off" data-testid="timer">
      {formatElapsed(now === 0 && isRunning ? 0 : until - view.activeAt)}{' '}
      <span className={styles.timerOf}>{watch.timer(minutes(view.lengthMinutes))}</span>
    </p>
  );
}

function Receipt({ view }: { view: SessionView }) {
  const words = useWords();
  const { watch } = words.coach;
  const { minutes } = useFormat();
  const { jobTitle, company } = view.jobConfiguration;
  const job = company === '' ? jobTitle : watch.jobAt(jobTitle, company);
  const { state } = toReceipt(words.session, view);
  return (
    <p className={styles.receipt} data-testid="receipt" data-state={state}>
      {watch.receipt[state](job, minutes(view.lengthMinutes))}
    </p>
  );
}
