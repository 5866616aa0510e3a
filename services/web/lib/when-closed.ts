import type { LiveSession } from './live-session.ts';

/** Resolves when a session is closed, or after `limitMs`; with `left` when the page was left before. */
export function whenClosed(
  session: Pick<LiveSession, 'state' | 'subscribe'>,
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
