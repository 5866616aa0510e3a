import type { TextWords } from '../../lib/words/en/texts.ts';
import { PageFrame } from '../frame/page-frame.tsx';
import { Link } from '../navigation/link.tsx';
import styles from './text-page.module.css';

/** A page to read. */
export function TextPage({ text }: { text: TextWords }) {
  return (
    <PageFrame width="text">
      <article className={styles.text}>
        <header className={styles.head}>
          <h1>{text.title}</h1>
          <p className={styles.lead}>{text.lead}</p>
        </header>
        {text.parts.map(({ title, says, points = [], link }) => (
          <section key={title} className={styles.part}>
            <h2>{title}</h2>
            {says.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {points.length === 0 ? null : (
              <ul>
                {points.map((point) => (
                  <li key={point}>{point}</li>
                ))}
              </ul>
            )}
            {link === undefined ? null : (
              <p>
                <Link className={styles.link} href={link.href}>
                  {link.words}
                </Link>
              </p>
            )}
          </section>
        ))}
      </article>
    </PageFrame>
  );
}
