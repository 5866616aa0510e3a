import type { DeletionRecord } from '@ringback/shared/contract/deletion-record';
import { downloadFile } from '../../lib/download-file.ts';
import { toRecordLines, toRecordText } from '../../lib/erasure/erasure-words.ts';

/** A deletion record in words, and as files to keep. */
export function DeletionRecordView({ record }: { record: DeletionRecord }) {
  const name = `deletion-record-${record.reference}`;
  const toJson = () => `${JSON.stringify(record, null, 2)}\n`;
  return (
    <div className="erasure">
      <p className="hint">Keep the number. The record cannot be found by a name.</p>
      <dl className="deletion-record" data-testid="deletion-record">
        {toRecordLines(record).map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-buttons">
        <button
          type="button"
          className="button"
          data-testid="record-text"
          onClick={() =>
            downloadFile({ name: `${name}.txt`, type: 'text/plain', text: toRecordText(record) })
          }
        >
          Keep it as text
        </button>
        <button
          type="button"
          className="button"
          data-testid="record-json"
          onClick={() => downloadFile({ name: `${name}.json`, type: 'application/json', text: toJson() })}
        >
          Keep it as JSON
        </button>
      </div>
    </div>
  );
}
