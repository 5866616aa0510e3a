import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useEffect, useState } from 'react';
import { readSessionId, rememberSessionId } from '../../lib/remembered.ts';
import {
  isWayBackClosed,
  type LiveElsewhere,
  lookAfterFailureMs,
  nextLookAfterMs,
  secondsToReturn,
  toLiveElsewhere,
} from '../../lib/return-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { useNow } from '../use-now.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat } from '../words/words-context.ts';

interface ReturnBannerProps {
  api: ApiClient | null;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

/** A session of this browser that is still live. Looked at again when its sound may be lost and when it may be over. */
function useLiveElsewhere({ api, reattachMs }: ReturnBannerProps): LiveElsewhere | null {
  const [live, setLive] = useState<LiveElsewhere | null>(null);
  useEffect(() => {
    const sessionId = readSessionId();
    if (!api || sessionId === null) return undefined;
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const look = async (looks: number): Promise<void> => {
      try {
        const { view } = await api.session(sessionId);
        if (isStale) return;
        failures = 0;
        const found = toLiveElsewhere(view, Date.now());
        setLive(found);
        if (found === null) rememberSessionId(null);
        const afterMs = nextLookAfterMs(found, { looks, now: Date.now(), reattachMs });
        if (afterMs !== null) timer = setTimeout(() => void look(looks + 1), afterMs);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (isStale) return;
        if (!isWayBackClosed(error)) {
          failures += 1;
          timer = setTimeout(() => void look(looks), lookAfterFailureMs(failures));
          return;
        }
        rememberSessionId(null);
        setLive(null);
      }
    };
    void look(0);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [api, reattachMs]);
  return live;
}

/** Offers the way back to a live session of this browser, and says how much time is left. */
export function ReturnBanner(props: ReturnBannerProps) {
  const { home } = useSetUpWords();
  const format = useFormat();
  const announce = useAnnounce();
  const live = useLiveElsewhere(props);
  const now = useNow(250, live?.lostAt != null);
  const sentence = live === null ? '' : home.stillOn(live.jobTitle);
  useEffect(() => {
    if (sentence !== '') announce(sentence);
  }, [sentence, announce]);
  if (!live) return null;
  const seconds = secondsToReturn(live, { now, reattachMs: props.reattachMs });
  return (
    <Banner kind="warning" data-testid="return">
      <p>
        {sentence}{' '}
        <span data-testid="return-within">
          {seconds === null
            ? null
            : seconds === 0
              ? home.endsSoon
              : home.endsIn(format.shortSeconds(seconds))}
        </span>
      </p>
      <ButtonLink kind="primary" href={`/sessions/${live.sessionId}`}>
        {home.returnToIt}
      </ButtonLink>
    </Banner>
  );
}
