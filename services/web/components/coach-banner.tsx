import type { ApiClient } from '@ringback/shared/client/api-client';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect } from 'react';
import { useAnnounce } from './frame/announcer.tsx';
import { Banner } from './ui/banner.tsx';
import { Button } from './ui/button.tsx';
import { AttemptProblem, useAttempt } from './use-attempt.tsx';
import { useCoachNames } from './use-coach-names.ts';
import { useFormat, useWords } from './words/words-context.ts';

interface CoachBannerProps {
  api: ApiClient | null;
  view: SessionView | null;
  /** How many coaches read along now. */
  coaches: number;
}

/**
 * Tells the candidate who reads along, and that a topic was suggested: not which, and with a button that stops it at once.
 * That a coach has come or gone is announced with the other news of the call.
 */
export function CoachBanner({ api, view, coaches }: CoachBannerProps) {
  const words = useWords();
  const { banner } = words.coach;
  const { plural, list } = useFormat();
  const announce = useAnnounce();
  const attempt = useAttempt();
  const isLive = view !== null && view.status !== 'ended';
  const topic = isLive ? view.suggestedTopics.at(-1) : undefined;
  const name = topic === undefined || topic.by === '' ? banner.someCoach : topic.by;
  const told: Readonly<Record<string, string>> = {
    waiting: banner.suggested(name),
    passed: banner.passed(name),
    withdrawn: banner.withdrawn,
  };
  const topicWords = topic === undefined ? null : (told[topic.state] ?? null);
  const names = useCoachNames(api, isLive ? view.sessionId : null, coaches);
  const watching =
    !isLive || coaches === 0
      ? null
      : names === null
        ? plural(coaches, banner.watching)
        : banner.named(list(names), names.length);
  useEffect(() => {
    if (topicWords !== null) announce(topicWords);
  }, [topicWords, announce]);
  if (watching === null && topicWords === null) return null;

  const stop = (sessionId: string) =>
    attempt.run(async () => {
      if (api === null) return;
      const { shares } = await api.shares(sessionId);
      for (const { shareId } of shares.filter(({ topics }) => topics))
        await api.changeShare(sessionId, shareId, { topics: false });
      announce(banner.offDone);
    });

  return (
    <Banner data-testid="watched">
      <div>
        {watching === null ? null : <p>{watching}</p>}
        {topicWords === null ? null : (
          <p data-testid="suggested-topic" data-state={topic?.state}>
            {topicWords}
          </p>
        )}
        <AttemptProblem attempt={attempt} />
      </div>
      {topicWords === null || topic?.state === 'withdrawn' || view === null ? null : (
        <Button
          disabled={attempt.isUnderWay}
          onClick={() => void stop(view.sessionId)}
          data-testid="stop-topics"
        >
          {banner.off}
        </Button>
      )}
    </Banner>
  );
}
