import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { Ring } from '../ring/ring.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import styles from './home.module.css';

/** What this is, and what happens, in one screen. */
export function HomeHead({ modes }: Pick<RunTimeConfiguration, 'modes'>) {
  const { home } = useSetUpWords();
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <Ring state="still" size={56} />
        <div>
          <h1>{home.heading}</h1>
          <p>{home.lead}</p>
        </div>
      </div>
      <ol className={styles.steps} aria-label={home.stepsLabel}>
        {home.steps.map(([title, words]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{words}</span>
          </li>
        ))}
      </ol>
      <p className={styles.mode}>{modes.model === 'live' ? home.modelLive : home.modelLocal}</p>
    </div>
  );
}
