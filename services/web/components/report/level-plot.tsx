import styles from './charts.module.css';

interface LevelPlotProps {
  level: number | null;
  spread: number | null;
  own: number | undefined;
}

const levels = [1, 2, 3, 4, 5] as const;
const left = 10;
const step = 35;
const middle = 12;
const toX = (level: number): number => left + (level - 1) * step;

/**
 * One level on the scale from 1 to 5: a dot for the level, a ring for the self-rating, and a line within which every
 * sample lies. Only how far the samples lie apart is stored, not where, so the line reaches that far to both sides. The
 * row says the same in words.
 */
export function LevelPlot({ level, spread, own }: LevelPlotProps) {
  const reach = spread ?? 0;
  return (
    <svg
      className={styles.plot}
      data-testid="level-plot"
      viewBox="0 0 160 24"
      aria-hidden="true"
      focusable="false"
    >
      <line className={styles.scale} x1={toX(1)} x2={toX(5)} y1={middle} y2={middle} />
      {levels.map((tick) => (
        <line
          key={tick}
          className={styles.scale}
          x1={toX(tick)}
          x2={toX(tick)}
          y1={middle - 4}
          y2={middle + 4}
        />
      ))}
      {level === null ? null : (
        <>
          <line
            className={styles.spread}
            data-part="spread"
            x1={toX(Math.max(1, level - reach))}
            x2={toX(Math.min(5, level + reach))}
            y1={middle}
            y2={middle}
          />
          <circle className={styles.dot} cx={toX(level)} cy={middle} r={6} />
        </>
      )}
      {own === undefined ? null : <circle className={styles.own} cx={toX(own)} cy={middle} r={9} />}
    </svg>
  );
}
