import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionView } from '@ringback/shared/contract/session-view';

type Practising = Partial<Pick<SessionView, 'practice' | 'previousSessionId'>>;

/** Whether a session is the second answer to one question, and no interview of its own. */
export const isReAnswer = <T extends Practising>(
  session: T,
): session is T & { previousSessionId: SessionId } =>
  session.practice?.kind === 'one_question' && typeof session.previousSessionId === 'string';
