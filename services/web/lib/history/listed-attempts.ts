import { isReAnswer } from '../practice/re-answer.ts';
import type { ListedSession } from './history-words.ts';

/** An interview of the list, with the questions of it that were answered again, the newest first. */
export interface ListedAttempt {
  session: ListedSession;
  reAnswers: readonly ListedSession[];
}

/**
 * The list with each re-answer under its first take, also where it is the third take or a later one. A re-answer whose
 * first take is not in the list stands by itself.
 */
export function toListedAttempts(sessions: readonly ListedSession[]): ListedAttempt[] {
  const byId = new Map(sessions.map((session) => [session.sessionId, session]));
  const rootOf = (session: ListedSession): ListedSession => {
    const seen = new Set<ListedSession>();
    let root = session;
    while (isReAnswer(root)) {
      const before = byId.get(root.previousSessionId);
      if (before === undefined) return root;
      seen.add(root);
      // What was stored may be damaged. A circle has no first take.
      if (seen.has(before)) return session;
      root = before;
    }
    return root;
  };
  const roots = new Map(sessions.map((session) => [session, rootOf(session)]));
  return sessions
    .filter((session) => roots.get(session) === session)
    .map((session) => ({
      session,
      reAnswers: sessions.filter((one) => one !== session && roots.get(one) === session),
    }));
}
