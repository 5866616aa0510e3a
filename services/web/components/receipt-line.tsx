import type { SessionView } from '@ringback/shared/contract/session-view';
import { toReceipt } from '../lib/receipt.ts';
import { Icon } from './icon.tsx';

/** The proof that the job configuration reached the model. */
export function ReceiptLine({ view }: { view: SessionView }) {
  const { state, text } = toReceipt(view);
  return (
    <p className={`receipt ${state}`} data-testid="receipt" data-state={state}>
      <Icon name={state === 'received' ? 'connected' : 'waiting'} />
      <span>{text}</span>
    </p>
  );
}
