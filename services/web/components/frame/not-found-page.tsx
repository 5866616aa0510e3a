import { ButtonLink } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './notice.module.css';
import { PageFrame } from './page-frame.tsx';

export function NotFoundPage() {
  const { frame } = useWords();
  return (
    <PageFrame width="text">
      <div className={styles.notice}>
        <h1>{frame.notFound}</h1>
        <p>{frame.notFoundWhy}</p>
        <ButtonLink kind="primary" href="/">
          {frame.practiseAnInterview}
        </ButtonLink>
      </div>
    </PageFrame>
  );
}
