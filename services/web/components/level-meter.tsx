import { useEffect, useRef } from 'react';
import { toMeter } from '../lib/loudness.ts';
import styles from './level-meter.module.css';

const reducedMotionEveryMs = 1_000;

interface LevelMeterProps {
  label: string;
  /** Root mean square of the current sound, 0 to 1. */
  read: () => number;
}

/** A bar drawn from real samples. Hidden from screen readers, for which it would never be quiet. */
export function LevelMeter({ label, read }: LevelMeterProps) {
  const bar = useRef<HTMLSpanElement>(null);
  const latest = useRef(read);
  latest.current = read;

  useEffect(() => {
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    let shown = 0;
    let frame = 0;
    let drawnAt = 0;
    const draw = (now: number): void => {
      frame = requestAnimationFrame(draw);
      if (isCalm && now - drawnAt < reducedMotionEveryMs) return;
      drawnAt = now;
      const level = toMeter(latest.current());
      // It falls more slowly than it rises. Otherwise speech would make it flicker.
      shown = isCalm ? level : Math.max(level, shown * 0.9);
      if (bar.current) bar.current.style.transform = `scaleX(${shown.toFixed(3)})`;
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, []);

  return (
    <div className={styles.meter} aria-hidden="true">
      <span className={styles.label}>{label}</span>
      <span className={styles.track}>
        <span ref={bar} className={styles.bar} />
      </span>
    </div>
  );
}
