import type { SessionView } from '@ringback/shared/contract/session-view';
import { toReceipt, toUnchangedWords } from '../lib/receipt.ts';
import { Icon } from './icon.tsx';

/** Shows the proof that the job configuration reached the model. */
export function ReceiptLine({ view }: { view: SessionView }) {
  const { state, text } = toReceipt(view);
  const unchanged = toUnchangedWords(view);
  return (
    <p className={`receipt ${state}`} data-testid="receipt" data-state={state}>
      <Icon name={state === 'received' ? 'connected' : 'waiting'} />
      <span>
        {text}
        {unchanged === '' ? null : <span data-testid="unchanged"> {unchanged}</span>}
      </span>
    </p>
  );
}
