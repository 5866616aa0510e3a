import { Ring } from '../ring/ring.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './notice.module.css';
import { PageFrame } from './page-frame.tsx';

/** What stands in the frame until a page has come. */
export function PageLoading({ width }: { width?: 'text' | 'page' | 'wide' }) {
  const { frame } = useWords();
  return (
    <PageFrame {...(width === undefined ? {} : { width })}>
      <div className={styles.notice} aria-busy="true">
        <Ring state="waiting" size={48} />
        <p>{frame.loading}</p>
      </div>
    </PageFrame>
  );
}
