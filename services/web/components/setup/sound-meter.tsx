import { useEffect, useRef } from 'react';
import { speechMeter, toMeter } from '../../lib/loudness.ts';
import { useWords } from '../words/words-context.ts';
import styles from './sound-check.module.css';

interface SoundMeterProps {
  /** Root mean square of the last moment. */
  read: () => number;
  isHeard: boolean;
}

/** How loud a person is, with the mark that speech should reach. The words beside it say the same. */
export function SoundMeter({ read, isHeard }: SoundMeterProps) {
  const { call } = useWords();
  const bar = useRef<HTMLSpanElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    mark.current?.style.setProperty('inset-inline-start', `${speechMeter * 100}%`);
    let frame = 0;
    let shown = 0;
    const draw = () => {
      frame = requestAnimationFrame(draw);
      // It falls more slowly than it rises. Otherwise speech would make it flicker.
      shown = Math.max(toMeter(latest.current()), shown * 0.94);
      bar.current?.style.setProperty('transform', `scaleX(${shown.toFixed(3)})`);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div className={styles.meter} aria-hidden="true">
      <span>{call.level}</span>
      <span className={styles.track}>
        <span ref={bar} className={`${styles.bar} ${isHeard ? styles.reached : ''}`} />
        <span ref={mark} className={styles.mark} />
      </span>
      <span className={styles.hint}>{call.target}</span>
    </div>
  );
}
