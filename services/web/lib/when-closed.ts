import type { Connection } from '@ringback/shared/client/return-plan';
import type { SessionView } from '@ringback/shared/contract/session-view';

/** A session of a page, as far as it can be ended. */
export interface EndableSession {
  readonly state: { readonly view: SessionView | null; readonly connection: Connection };
  subscribe(listener: () => void): () => void;
  hangUp(): Promise<void>;
}

/** Resolves when a session is closed, or after `limitMs`; with `left` when the page was left before. */
export function whenClosed(
  session: Pick<EndableSession, 'state' | 'subscribe'>,
  limitMs: number,
): Promise<'closed' | 'left' | 'late'> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { view, connection } = session.state;
      if (view?.phase === 'closed') finish('closed');
      else if (connection.phase === 'closed') finish(connection.reason === 'left' ? 'left' : 'closed');
    };
    const unsubscribe = session.subscribe(look);
    const limit = setTimeout(() => finish('late'), limitMs);
    function finish(how: 'closed' | 'left' | 'late'): void {
      clearTimeout(limit);
      unsubscribe();
      resolve(how);
    }
    look();
  });
}
