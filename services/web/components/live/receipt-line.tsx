import type { SessionView } from '@ringback/shared/contract/session-view';
import { toReceipt, toUnchangedWords } from '../../lib/receipt.ts';
import { Icon } from '../icon.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './receipt-line.module.css';

/** Shows the proof that the job configuration reached the model. */
export function ReceiptLine({ view }: { view: SessionView }) {
  const { session: call } = useWords();
  const { state, text } = toReceipt(call, view);
  const unchanged = toUnchangedWords(call, view);
  return (
    <p className={`${styles.receipt} ${styles[state]}`} data-testid="receipt" data-state={state}>
      <Icon name={state === 'received' ? 'connected' : 'waiting'} />
      <span>
        {text}.{unchanged === '' ? null : <span data-testid="unchanged"> {unchanged}</span>}
      </span>
    </p>
  );
}
