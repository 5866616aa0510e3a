import styles from './ring.module.css';

/** `ringing`: in the double ring of a telephone. `waiting`: slowly, while something comes. `still`: nothing moves. */
export type RingState = 'ringing' | 'waiting' | 'still';

/** The ring of a phone, the one motif of the pages. Words beside it say the same. */
export function Ring({ state, size = 96 }: { state: RingState; size?: number }) {
  return (
    <svg
      className={`${styles.ring} ${styles[state]}`}
      width={size}
      height={size}
      viewBox="0 0 96 96"
      aria-hidden="true"
      focusable="false"
    >
      <circle className={styles.wave} cx="48" cy="48" r="44" />
      <circle className={styles.wave} cx="48" cy="48" r="31" />
      <circle className={styles.wave} cx="48" cy="48" r="18" />
      <circle className={styles.dot} cx="48" cy="48" r="8" />
    </svg>
  );
}
