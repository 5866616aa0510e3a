import { useSetUpWords } from '../words/set-up-context.ts';
import styles from './home.module.css';

/** A piece of a report, marked as an example. */
export function ReportExcerpt() {
  const { home } = useSetUpWords();
  return (
    <figure className={styles.excerpt}>
      <figcaption>
        <strong>{home.excerptTitle}</strong> <span className={styles.mark}>{home.excerptMark}</span>
      </figcaption>
      <p className={styles.asked}>{home.excerptQuestion}</p>
      <blockquote>{home.excerptAnswer}</blockquote>
      <p>{home.excerptFinding}</p>
      <p>
        <strong className={styles.change}>{home.excerptChangeTitle}</strong> {home.excerptChange}
      </p>
    </figure>
  );
}
