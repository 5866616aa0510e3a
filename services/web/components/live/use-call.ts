import type { SessionId } from '@ringback/shared/contract/ids';
import { useCallback, useMemo, useState } from 'react';
import { toTold } from '../../lib/live/announcements.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { type StatusWords, toCutWords, toStatusWords } from '../../lib/session-words.ts';
import { stoppedAtOf } from '../../lib/sound-situation.ts';
import { useIsBehind } from '../reconnect-banner.tsx';
import { useLevels } from '../use-levels.ts';
import { useServices } from '../use-services.ts';
import { useWords } from '../words/words-context.ts';
import { useElapsed } from './call-timer.tsx';
import { useAnnouncements } from './use-announcements.ts';
import { useLeaveQuestion } from './use-leave-question.ts';
import { useLiveSession } from './use-live-session.ts';
import { useMute } from './use-mute.ts';
import { useSoundSituation } from './use-sound-situation.ts';
import { useSteered } from './use-steered.ts';
import { useWakeLock } from './use-wake-lock.ts';

/** Everything that the page of a session knows about its call, and what it can do with it. */
export function useCall(sessionId: SessionId, configuration: RunTimeConfiguration) {
  const words = useWords();
  const services = useServices(configuration);
  const { session, state } = useLiveSession(services, sessionId);
  const { view, sound, connection, coaches, clockAheadMs } = state;
  const { model } = configuration.modes;
  const situation = useSoundSituation(state, configuration.reattachMs);
  const isBehind = useIsBehind(connection);
  const isLive = view !== null && view.status !== 'ended';
  const isPhone = sound !== null && sound.phase !== 'looking' && sound.phase !== 'closed';
  const phone = isPhone ? (session?.phone ?? null) : null;
  const muting = useMute(phone);
  const elapsedMs = useElapsed({ view, clockAheadMs, stoppedAt: stoppedAtOf(situation) });
  const instead = toCutWords(words.session, situation, view?.phase);
  const status: StatusWords =
    instead ??
    (view ? toStatusWords(words.session, view, model) : { ...words.session.loading, icon: 'waiting' });
  const told = useMemo(
    () => toTold(words, { view, model, situation, isBehind, coaches }),
    [words, view, model, situation, isBehind, coaches],
  );
  const steered = useSteered(state);
  const levels = useLevels(phone, session?.levels ?? null);
  const [isHangingUp, setIsHangingUp] = useState(false);

  useAnnouncements(told);
  useWakeLock(isLive);
  useLeaveQuestion(isLive && phone !== null);

  const hangUp = useCallback(async () => {
    setIsHangingUp(true);
    await session?.hangUp();
    setIsHangingUp(false);
  }, [session]);

  return {
    ...{
      services,
      session,
      state,
      situation,
      phone,
      elapsedMs,
      instead,
      status,
      isLive,
      model,
      steered,
      levels,
    },
    mute: phone ? muting : null,
    hangUp,
    isHangingUp,
  };
}

export type Call = ReturnType<typeof useCall>;
