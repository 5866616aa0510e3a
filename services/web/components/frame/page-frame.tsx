import type { ReactNode } from 'react';
import { Link } from '../navigation/link.tsx';
import { useNavigation } from '../navigation/navigation-context.ts';
import { Mark } from '../ring/mark.tsx';
import { useWords } from '../words/words-context.ts';
import { LanguageChoice } from './language-choice.tsx';
import styles from './page-frame.module.css';

interface PageFrameProps {
  children: ReactNode;
  /** How wide the content may be: a text to read, a form, or tables. */
  width?: 'text' | 'page' | 'wide';
}

/** What stands around a page: the skip link, the way to the other pages, the content, and the foot. */
export function PageFrame({ children, width = 'page' }: PageFrameProps) {
  const { frame } = useWords();
  const { path } = useNavigation();
  const link = (href: string, name: string) => (
    <Link href={href} aria-current={path === href ? 'page' : undefined}>
      {name}
    </Link>
  );
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {frame.skip}
      </a>
      <header className={styles.head}>
        <Link className={styles.name} href="/">
          <Mark />
          {frame.productName}
        </Link>
        <nav className={styles.links} aria-label={frame.navigation}>
          {link('/', frame.practise)}
          {link('/history', frame.interviews)}
          {link('/help', frame.help)}
        </nav>
      </header>
      <main id="content" tabIndex={-1} className={`${styles.content} ${styles[width]}`}>
        {children}
      </main>
      <footer className={styles.foot}>
        <nav className={styles.links} aria-label={frame.footer}>
          {link('/privacy', frame.privacy)}
          {link('/about', frame.about)}
        </nav>
        <LanguageChoice />
      </footer>
    </div>
  );
}
