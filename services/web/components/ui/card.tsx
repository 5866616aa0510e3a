import { type ReactNode, useId } from 'react';
import styles from './card.module.css';

interface CardProps {
  /** The heading, and the name of the section. */
  title: string;
  /** The level of the heading. */
  level?: 2 | 3;
  children: ReactNode;
  'data-testid'?: string;
}

/** One part of a page, under its own heading. */
export function Card({ title, level = 2, children, ...rest }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.card} aria-labelledby={id} {...rest}>
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}
