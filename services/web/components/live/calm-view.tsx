import type { SessionView } from '@ringback/shared/contract/session-view';
import { Ring } from '../ring/ring.tsx';
import { CallTimer } from './call-timer.tsx';
import styles from './calm-view.module.css';

/** No words: a ring that breathes, and the time. */
export function CalmView({ view, elapsedMs }: { view: SessionView; elapsedMs: number | null }) {
  return (
    <div className={styles.calm} data-testid="calm-view">
      <Ring state="waiting" size={200} />
      {elapsedMs === null ? null : <CallTimer view={view} elapsedMs={elapsedMs} isLarge />}
    </div>
  );
}
