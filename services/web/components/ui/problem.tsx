import type { ReactNode, Ref } from 'react';
import styles from './problem.module.css';

interface ProblemProps {
  /** Nothing: there is no problem. */
  children: ReactNode;
  /** For a page that moves the focus here. */
  line?: Ref<HTMLDivElement>;
}

/** What has failed. The element is there from the beginning, so that it is heard when something fails. */
export function Problem({ children, line }: ProblemProps) {
  return (
    <div ref={line} className={styles.problem} role="alert" tabIndex={line === undefined ? undefined : -1}>
      {children}
    </div>
  );
}
