import type { ReactNode } from 'react';
import styles from './banner.module.css';

interface BannerProps {
  /** `note`: good to know. `warning`: something to do. `danger`: it has failed, or is lost. */
  kind?: 'note' | 'warning' | 'danger';
  children: ReactNode;
  'data-testid'?: string;
}

/** A notice with, perhaps, what to do about it. Whether and how it is heard is said by `useAnnounce`. */
export function Banner({ kind = 'note', children, ...rest }: BannerProps) {
  return (
    <div className={`${styles.banner} ${styles[kind]}`} {...rest}>
      {children}
    </div>
  );
}
