import type { ReactNode, RefObject } from 'react';
import { Link } from '../navigation/link.tsx';
import { Mark } from '../ring/mark.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './call-frame.module.css';

interface CallFrameProps {
  title: string;
  /** The company, under the title. */
  subtitle?: string;
  heading?: RefObject<HTMLHeadingElement | null>;
  /** The call is on: there are no ways to other pages, which would end or lose it. */
  isLive: boolean;
  children: ReactNode;
  /** What stands at the end of the page and stays in sight: the controls of the call. */
  controls?: ReactNode;
}

/** What stands around a call: less than around other pages, because the call needs the room. */
export function CallFrame({ title, subtitle = '', heading, isLive, children, controls }: CallFrameProps) {
  const { frame } = useWords();
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        {isLive ? (
          <span className={styles.name}>
            <Mark />
            <span className="unseen">{frame.productName}</span>
          </span>
        ) : (
          <Link className={styles.name} href="/" aria-label={frame.productName}>
            <Mark />
          </Link>
        )}
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle === '' ? null : (
            <p className={styles.subtitle} data-testid="company">
              {subtitle}
            </p>
          )}
        </div>
        {isLive ? null : (
          <nav className={styles.links} aria-label={frame.navigation}>
            <Link href="/history">{frame.interviews}</Link>
            <Link href="/help">{frame.help}</Link>
          </nav>
        )}
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
      {controls}
    </div>
  );
}
