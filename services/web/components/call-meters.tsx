'use client';

import { useEffect, useState } from 'react';
import { speechMeter, toMeter } from '../lib/loudness.ts';
import { LevelMeter } from './level-meter.tsx';
import type { LevelSource } from './use-levels.ts';

const lookEveryMs = 200;
const saidForMs = 2_000;

/** The levels of both sides, and a loud warning when the candidate speaks into a muted microphone. */
export function CallMeters({ levels, isMuted }: { levels: LevelSource; isMuted: boolean }) {
  const [isSpeakingMuted, setIsSpeakingMuted] = useState(false);
  useEffect(() => {
    if (!isMuted) {
      setIsSpeakingMuted(false);
      return undefined;
    }
    let heardAt = Number.NEGATIVE_INFINITY;
    const look = setInterval(() => {
      if (toMeter(levels.candidate()) >= speechMeter) heardAt = performance.now();
      setIsSpeakingMuted(performance.now() - heardAt < saidForMs);
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [levels, isMuted]);
  return (
    <div className="meters">
      <LevelMeter label="You" read={levels.candidate} />
      <LevelMeter label="Interviewer" read={levels.interviewer} />
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
