'use client';

import styles from '../components/frame/notice.module.css';
import { PageFrame } from '../components/frame/page-frame.tsx';
import { Button } from '../components/ui/button.tsx';
import { useWords } from '../components/words/words-context.ts';

/** An error in the page itself. A session on the server is not affected. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const { frame } = useWords();
  return (
    <PageFrame width="text">
      <div className={styles.notice} role="alert">
        <h1>{frame.pageFailed}</h1>
        <p>{frame.pageFailedWhy}</p>
        <Button kind="primary" onClick={reset}>
          {frame.showAgain}
        </Button>
      </div>
    </PageFrame>
  );
}
