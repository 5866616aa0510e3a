import { useCallback, useEffect, useState } from 'react';
import { speechMeter, toMeter } from '../../lib/loudness.ts';
import type { PagePhone } from '../../lib/page-phone.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useWords } from '../words/words-context.ts';

export interface Mute {
  isMuted: boolean;
  /** A key or button is held: the candidate is heard although muted. */
  isTalking: boolean;
  /** The candidate speaks and is not heard. */
  isSpeakingUnheard: boolean;
  toggle: () => void;
  talk: (isHeld: boolean) => void;
}

const lookEveryMs = 200;
const saidForMs = 2_000;

/** Whether the candidate speaks into a muted microphone. */
function useSpeakingUnheard(phone: PagePhone | null, isUnheard: boolean): boolean {
  const [isSpeaking, setIsSpeaking] = useState(false);
  useEffect(() => {
    setIsSpeaking(false);
    if (!phone || !isUnheard) return undefined;
    let heardAt = Number.NEGATIVE_INFINITY;
    const look = setInterval(() => {
      if (toMeter(phone.levels().candidate) >= speechMeter) heardAt = performance.now();
      setIsSpeaking(performance.now() - heardAt < saidForMs);
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [phone, isUnheard]);
  return isSpeaking;
}

/** Muting, and being heard for as long as a key or button is held. What changes is spoken. */
export function useMute(phone: PagePhone | null): Mute {
  const { live } = useWords();
  const announce = useAnnounce();
  const [isMuted, setIsMuted] = useState(false);
  const [isHeld, setIsHeld] = useState(false);
  const isTalking = isMuted && isHeld;
  const isSpeakingUnheard = useSpeakingUnheard(phone, isMuted && !isTalking);

  useEffect(() => {
    phone?.setMuted(isMuted && !isTalking);
  }, [phone, isMuted, isTalking]);
  useEffect(() => {
    if (isSpeakingUnheard) announce(live.mutedAndSpeaking, 'assertive');
  }, [isSpeakingUnheard, announce, live]);
  // A key that is let go in another window is not told here.
  useEffect(() => {
    const letGo = (): void => setIsHeld(false);
    window.addEventListener('blur', letGo);
    return () => window.removeEventListener('blur', letGo);
  }, []);

  const toggle = useCallback(() => {
    announce(isMuted ? live.unmuted : live.muted);
    setIsMuted(!isMuted);
    setIsHeld(false);
  }, [announce, isMuted, live]);

  return { isMuted, isTalking, isSpeakingUnheard, toggle, talk: setIsHeld };
}
