import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { type StatusWords, toEndAdvice } from '../../lib/session-words.ts';
import { StatusLine } from '../status-line.tsx';
import { StudyBadge } from '../study/study-badge.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './call-status.module.css';
import { CallTimer } from './call-timer.tsx';
import { PhaseSteps } from './phase-steps.tsx';
import { ReceiptLine } from './receipt-line.tsx';

interface CallStatusProps {
  view: SessionView | null;
  model: RunTimeConfiguration['modes']['model'];
  instead: StatusWords | null;
  elapsedMs: number | null;
}

/** Where the call stands, how much time is left, and what the interviewer knows. */
export function CallStatus({ view, model, instead, elapsedMs }: CallStatusProps) {
  const { session: call, live } = useWords();
  const isEnded = view?.status === 'ended';
  const advice = isEnded ? toEndAdvice(call, view.endReason) : '';
  return (
    <section className={styles.card} aria-label={live.callState}>
      <div className={styles.row}>
        <StatusLine view={view} model={model} instead={instead} />
        <StudyBadge session={view} />
        {view && elapsedMs !== null ? <CallTimer view={view} elapsedMs={elapsedMs} /> : null}
      </div>
      {advice === '' ? null : <p data-testid="advice">{advice}</p>}
      {view && !isEnded ? <PhaseSteps phase={view.interviewPhase} /> : null}
      {view ? <ReceiptLine view={view} /> : null}
    </section>
  );
}
