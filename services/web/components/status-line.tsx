import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { type StatusWords, toStatusWords } from '../lib/session-words.ts';
import { Icon } from './icon.tsx';

interface StatusLineProps {
  view: SessionView | null;
  model: RunTimeConfiguration['modes']['model'];
  /** What the page knows better than the log it holds. Null when it knows nothing better. */
  instead?: StatusWords | null;
}

const loading: StatusWords = { word: 'Loading', detail: 'Looking for this session.', icon: 'waiting' };

/** The true status of the call in one word with its icon. It is the only status region of the page. */
export function StatusLine({ view, model, instead = null }: StatusLineProps) {
  const words = instead ?? (view ? toStatusWords(view, model) : loading);
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
