'use client';

import { useEffect, useRef, useState } from 'react';
import { speechMeter, toMeter } from '../lib/loudness.ts';
import { MicrophoneError } from '../lib/microphone.ts';
import { type MicrophoneProbe, openMicrophoneProbe } from '../lib/microphone-probe.ts';
import { LevelMeter } from './level-meter.tsx';

const lookEveryMs = 100;

type Check =
  | { step: 'unchecked' | 'asking' }
  | { step: 'listening' | 'heard'; name: string }
  | { step: 'problem'; advice: string };

function toWords(check: Check): string {
  if (check.step === 'asking') return 'Your browser asks whether this page may listen.';
  if (check.step === 'listening') return `Listening to ${check.name || 'your microphone'}. Say something.`;
  if (check.step === 'heard') return `We hear you through ${check.name || 'your microphone'}.`;
  return check.step === 'problem' ? check.advice : '';
}

/** Lets a person check that they can be heard before a call depends on it. Nothing leaves the browser. */
export function MicrophoneCheck() {
  const [check, setCheck] = useState<Check>({ step: 'unchecked' });
  const probe = useRef<MicrophoneProbe | null>(null);
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      probe.current?.close();
      probe.current = null;
    };
  }, []);

  useEffect(() => {
    if (check.step !== 'listening') return undefined;
    const look = setInterval(() => {
      if (toMeter(probe.current?.level() ?? 0) >= speechMeter) setCheck({ step: 'heard', name: check.name });
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [check]);

  async function start(): Promise<void> {
    setCheck({ step: 'asking' });
    try {
      const opened = await openMicrophoneProbe();
      if (isGone.current) return opened.close();
      probe.current?.close();
      probe.current = opened;
      setCheck({ step: 'listening', name: opened.name });
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setCheck({ step: 'problem', advice: error.message });
    }
  }

  function stop(): void {
    probe.current?.close();
    probe.current = null;
    setCheck({ step: 'unchecked' });
  }

  const isOpen = check.step === 'listening' || check.step === 'heard';
  return (
    <div className="microphone-check">
      <button
        type="button"
        className="button"
        onClick={isOpen ? stop : start}
        disabled={check.step === 'asking'}
      >
        {isOpen ? 'Stop the check' : 'Check my microphone'}
      </button>
      {isOpen ? <LevelMeter label="You" read={() => probe.current?.level() ?? 0} /> : null}
      <p className={check.step === 'problem' ? 'field-error' : 'hint'} aria-live="polite">
        {toWords(check)}
      </p>
    </div>
  );
}
