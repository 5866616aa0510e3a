import type { SessionView } from '@ringback/shared/contract/session-view';
import { toStatusWords } from '../lib/session-words.ts';
import { Icon } from './icon.tsx';

/** The true status of the call in one word with its icon; the only status region of the page. */
export function StatusLine({ view }: { view: SessionView | null }) {
  const words = view
    ? toStatusWords(view)
    : { word: 'Loading', detail: 'Looking for this session.', icon: 'waiting' as const };
  return (
    <p
      className={`status ${words.icon}`}
      role="status"
      data-testid="status"
      data-status={view?.status ?? 'idle'}
      data-phase={view?.phase ?? 'idle'}
      data-end-reason={view?.endReason ?? undefined}
    >
      <Icon name={words.icon} />
      <strong>{words.word}</strong>
      {words.detail === '' ? null : <span className="status-detail">: {words.detail}</span>}
    </p>
  );
}
