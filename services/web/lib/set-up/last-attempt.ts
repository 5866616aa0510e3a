import type { SessionList } from '@ringback/shared/client/api-client';
import { cleanText } from '@ringback/shared/contract/text';

type Listed = SessionList['sessions'][number];

export interface LastAttempt {
  sessionId: string;
  jobTitle: string;
  configuredAt: number;
  hasReport: boolean;
}

/** The newest attempt that is over. One whose call never began has nothing to look at. Null: there is none. */
export function findLastAttempt(sessions: readonly Listed[]): LastAttempt | null {
  const over = sessions.filter(({ phase, activeAt }) => phase === 'closed' && activeAt !== null);
  const [last] = over.toSorted((one, other) => other.configuredAt - one.configuredAt);
  if (last === undefined) return null;
  const { sessionId, jobTitle, configuredAt, report } = last;
  return { sessionId, jobTitle: cleanText(jobTitle), configuredAt, hasReport: report.state !== 'none' };
}
