import type { Words } from '../../lib/words/words.ts';
import styles from './older-browser.module.css';

/** The server writes it into every page, and style alone hides it: an old browser may not even read our scripts. */
export function OlderBrowser({ words }: { words: Words['frame']['browsers'] }) {
  return (
    <p className={styles.older} data-testid="older-browser">
      <strong>{words.older}</strong> {words.newer}
    </p>
  );
}
