import styles from './keypad.module.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The keys of a phone with one of them lit. The words beside it say which. */
export function Keypad({ lit }: { lit: string }) {
  return (
    <svg className={styles.keypad} viewBox="0 0 120 160" aria-hidden="true" focusable="false">
      {keys.map((key, index) => {
        const [x, y] = [20 + 40 * (index % 3), 20 + 40 * Math.floor(index / 3)];
        return (
          <g key={key} className={key === lit ? styles.lit : styles.key}>
            <circle cx={x} cy={y} r="16" />
            <text x={x} y={y} dy="0.36em" textAnchor="middle">
              {key}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
