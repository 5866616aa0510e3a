import type { LiveSession } from './live-session.ts';

/** Resolves when everybody has let go of a session, or after `limitMs`. */
export function whenClosed(
  session: Pick<LiveSession, 'state' | 'subscribe'>,
  limitMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { view, connection } = session.state;
      if (view?.phase === 'closed' || connection.phase === 'closed') finish();
    };
    const unsubscribe = session.subscribe(look);
    const limit = setTimeout(finish, limitMs);
    function finish(): void {
      clearTimeout(limit);
      unsubscribe();
      resolve();
    }
    look();
  });
}
