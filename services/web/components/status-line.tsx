import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { type StatusIcon, type StatusWords, toStatusWords } from '../lib/session-words.ts';
import { Icon } from './icon.tsx';
import { Ring, type RingState } from './ring/ring.tsx';
import styles from './status-line.module.css';
import { useWords } from './words/words-context.ts';

interface StatusLineProps {
  view: SessionView | null;
  model: RunTimeConfiguration['modes']['model'];
  /** What the page knows better than the log it holds. Null when it knows nothing better. */
  instead?: StatusWords | null;
}

const rings: Partial<Record<StatusIcon, RingState>> = {
  waiting: 'waiting',
  ringing: 'ringing',
  connected: 'still',
};

/** The ring moves as the phone does; where nothing rings any more, a sign says so. */
function StatusSign({ icon }: { icon: StatusIcon }) {
  const ring = rings[icon];
  return <span className={styles.sign}>{ring ? <Ring state={ring} size={44} /> : <Icon name={icon} />}</span>;
}

/** The true status of the call in one word with its sign, and what to do now. Its changes are spoken by the page. */
export function StatusLine({ view, model, instead = null }: StatusLineProps) {
  const { session: call } = useWords();
  const { word, detail, icon } =
    instead ?? (view ? toStatusWords(call, view, model) : { ...call.loading, icon: 'waiting' });
  return (
    <div
      className={`${styles.status} ${styles[icon]}`}
      data-testid="status"
      data-status={view?.status ?? 'idle'}
      data-phase={view?.phase ?? 'idle'}
      data-end-reason={view?.endReason ?? undefined}
      data-icon={icon}
    >
      <StatusSign icon={icon} />
      <p>
        <strong className={styles.word}>{word}</strong>
        {detail === '' ? null : (
          <>
            <span className="unseen">: </span>
            <span className={styles.detail}>{detail}</span>
          </>
        )}
      </p>
    </div>
  );
}
