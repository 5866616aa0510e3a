import type { DeletionRecord } from '@ringback/shared/contract/deletion-record';
import { downloadFile } from '../../lib/download-file.ts';
import { toRecordLines, toRecordText } from '../../lib/erasure/erasure-words.ts';
import { Button } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './erasure.module.css';

/** A deletion record in words, and as files to keep. */
export function DeletionRecordView({ record }: { record: DeletionRecord }) {
  const { erasure } = useMoreWords();
  const format = useFormat();
  const name = `deletion-record-${record.reference}`;
  const toText = () => toRecordText(erasure, format, record);
  const toJson = () => `${JSON.stringify(record, null, 2)}\n`;
  return (
    <div className={styles.part}>
      <p className={text.hint}>{erasure.keepNumber}</p>
      <dl className={styles.record} data-testid="deletion-record">
        {toRecordLines(erasure, format, record).map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className={text.row}>
        <Button
          data-testid="record-text"
          onClick={() => downloadFile({ name: `${name}.txt`, type: 'text/plain', text: toText() })}
        >
          {erasure.keepAsText}
        </Button>
        <Button
          data-testid="record-json"
          onClick={() => downloadFile({ name: `${name}.json`, type: 'application/json', text: toJson() })}
        >
          {erasure.keepAsJson}
        </Button>
      </div>
    </div>
  );
}
