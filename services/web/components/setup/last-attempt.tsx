import type { ApiClient } from '@ringback/shared/client/api-client';
import { useEffect, useState } from 'react';
import { type LastAttempt as Attempt, findLastAttempt } from '../../lib/set-up/last-attempt.ts';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat } from '../words/words-context.ts';

/** Leads to the last attempt of this candidate, when there is one. */
export function LastAttempt({ api }: { api: ApiClient | null }) {
  const { home } = useSetUpWords();
  const format = useFormat();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  useEffect(() => {
    let isStale = false;
    api?.sessions().then(
      ({ sessions }) => (isStale ? undefined : setAttempt(findLastAttempt(sessions))),
      // The form does not need it.
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [api]);
  if (attempt === null) return null;
  const { sessionId, jobTitle, configuredAt, hasReport } = attempt;
  return (
    <Banner data-testid="last-attempt">
      <p>{home.lastAttempt(jobTitle, format.date(configuredAt))}</p>
      <ButtonLink href={`/sessions/${sessionId}${hasReport ? '/report' : ''}`}>
        {hasReport ? home.toReport : home.toAttempt}
      </ButtonLink>
    </Banner>
  );
}
