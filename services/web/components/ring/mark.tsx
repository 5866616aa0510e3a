import styles from './ring.module.css';

/** The sign of the product: a ring that comes back. Beside its name, so it has none of its own. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle className={styles.dot} cx="16" cy="16" r="3.4" />
      <circle className={styles.line} cx="16" cy="16" r="7.6" />
      <path className={styles.line} d="M26.6 9.6A12.4 12.4 0 1 1 19.2 4" />
      <path className={styles.line} d="M27.4 4.4l-.8 5.2-5.2-.8" />
    </svg>
  );
}
