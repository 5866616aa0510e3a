import { type PageAction, pageKeys } from '../../lib/live/page-keys.ts';
import { useViewChoices } from '../use-view-choices.ts';
import styles from './key.module.css';

/** The key that does the same as the button it stands on. Its name is told by `aria-keyshortcuts`. */
export function Key({ action }: { action: PageAction }) {
  const [{ usesKeys }] = useViewChoices();
  if (!usesKeys) return null;
  return (
    <span className={styles.key} aria-hidden="true">
      {pageKeys[action].key}
    </span>
  );
}
