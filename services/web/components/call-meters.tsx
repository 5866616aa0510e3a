'use client';

import { useEffect, useState } from 'react';
import { speechMeter, toMeter } from '../lib/loudness.ts';
import type { PagePhone } from '../lib/page-phone.ts';
import { LevelMeter } from './level-meter.tsx';

const lookEveryMs = 200;
const saidForMs = 2_000;

/** The levels of both sides, and a loud warning when the candidate speaks into a muted microphone. */
export function CallMeters({ phone, isMuted }: { phone: PagePhone; isMuted: boolean }) {
  const [isSpeakingMuted, setIsSpeakingMuted] = useState(false);
  useEffect(() => {
    if (!isMuted) {
      setIsSpeakingMuted(false);
      return undefined;
    }
    let heardAt = Number.NEGATIVE_INFINITY;
    const look = setInterval(() => {
      if (toMeter(phone.levels().candidate) >= speechMeter) heardAt = performance.now();
      setIsSpeakingMuted(performance.now() - heardAt < saidForMs);
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [phone, isMuted]);
  return (
    <div className="meters">
      <LevelMeter label="You" read={() => phone.levels().candidate} />
      <LevelMeter label="Interviewer" read={() => phone.levels().interviewer} />
      {isMuted ? (
        <p
          className={`muted-note ${isSpeakingMuted ? 'loud' : ''}`}
          role={isSpeakingMuted ? 'alert' : undefined}
        >
          {isSpeakingMuted ? 'You are muted: the interviewer does not hear you.' : 'You are muted.'}
        </p>
      ) : null}
    </div>
  );
}
