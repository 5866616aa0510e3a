import { isStudy } from '@ringback/shared/contract/interview-mode';
import { useWords } from '../words/words-context.ts';
import styles from './study-badge.module.css';

function Badge() {
  return (
    <span className={styles.badge} data-testid="study-badge">
      {useWords().study.badge}
    </span>
  );
}

/** Says that a session is in study mode. Nothing beside an exam. */
export function StudyBadge({ session }: { session: { interviewMode?: string | undefined } | null }) {
  return session !== null && isStudy(session) ? <Badge /> : null;
}
