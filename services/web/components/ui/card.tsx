import { type ReactNode, type Ref, useId } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** The heading, and the name of the section. */
  title: string;
  /** The level of the heading. */
  level?: 2 | 3;
  children: ReactNode;
  /** Where links lead to. */
  id?: string;
  /** The language of the heading, where it is another one than the page's. */
  titleLang?: string | undefined;
  /** For a page that moves the focus to the heading. */
  heading?: Ref<HTMLHeadingElement>;
  'data-testid'?: string;
}

/** One part of a page, under its own heading. */
export function Card({ title, level = 2, titleLang, heading, children, ...rest }: CardProps) {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.card} aria-labelledby={titleId} {...rest}>
      <Heading id={titleId} ref={heading} tabIndex={heading === undefined ? undefined : -1} lang={titleLang}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
