import { LevelMeter } from '../level-meter.tsx';
import type { LevelSource } from '../use-levels.ts';
import { useWords } from '../words/words-context.ts';
import styles from './call-meters.module.css';

/** The levels of both sides, from real samples. */
export function CallMeters({ levels }: { levels: LevelSource }) {
  const { live } = useWords();
  return (
    <div className={styles.meters}>
      <LevelMeter label={live.levels.you} read={levels.candidate} />
      <LevelMeter label={live.levels.interviewer} read={levels.interviewer} />
    </div>
  );
}
