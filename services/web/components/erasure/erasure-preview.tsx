import type { ErasurePreview as Preview } from '@ringback/shared/contract/deletion-record';
import { toCountLines, toStayingLines } from '../../lib/erasure/erasure-words.ts';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import styles from './erasure.module.css';

/** What will be gone and what stays, before anything is. */
export function ErasurePreview({ preview, isEverything }: { preview: Preview; isEverything: boolean }) {
  const { erasure } = useMoreWords();
  const { counts, live, isAtLeast } = preview;
  const lines = toCountLines(erasure, counts);
  return (
    <div className={styles.part} data-testid="erasure-preview">
      <h3>{erasure.willBeGone}</h3>
      {lines.length === 0 ? <p>{erasure.nothingStored}</p> : null}
      <ul className={text.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isAtLeast ? <p>{erasure.isAtLeast}</p> : null}
      {live > 0 ? <p>{erasure.live(live)}</p> : null}
      <h3>{erasure.stays}</h3>
      <ul className={text.list}>
        {toStayingLines(erasure, isEverything).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
