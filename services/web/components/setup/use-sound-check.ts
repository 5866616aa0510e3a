import { useEffect, useRef, useState } from 'react';
import { speechMeter, toMeter } from '../../lib/loudness.ts';
import { MicrophoneError, type MicrophoneProblem } from '../../lib/microphone.ts';
import { type MicrophoneProbe, openMicrophoneProbe } from '../../lib/microphone-probe.ts';
import { readChosenDevices, rememberChosenDevices } from '../../lib/sound-check/chosen-devices.ts';
import { findSoundDevices, type SoundDevices } from '../../lib/sound-check/sound-devices.ts';

const lookEveryMs = 100;

export type SoundCheck =
  | { step: 'unchecked' | 'asking' }
  | { step: 'listening' | 'heard'; name: string }
  | { step: 'problem'; problem: MicrophoneProblem };

export type Listening = 'echo_recording' | 'echo_playing' | 'echo_failed' | 'tones' | 'tones_failed' | null;

const noDevices: SoundDevices = { microphones: [], speakers: [] };

/** The check of microphone and loudspeaker before a call. Nothing leaves the browser. */
export function useSoundCheck() {
  const [check, setCheck] = useState<SoundCheck>({ step: 'unchecked' });
  const [devices, setDevices] = useState(noDevices);
  const [chosen, setChosen] = useState({ microphone: '', speaker: '' });
  const [listening, setListening] = useState<Listening>(null);
  const probe = useRef<MicrophoneProbe | null>(null);
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    setChosen(readChosenDevices());
    const look = () =>
      void findSoundDevices().then((found) => (isGone.current ? undefined : setDevices(found)));
    look();
    navigator.mediaDevices?.addEventListener?.('devicechange', look);
    return () => {
      isGone.current = true;
      navigator.mediaDevices?.removeEventListener?.('devicechange', look);
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

  async function start(microphone: string): Promise<void> {
    setCheck({ step: 'asking' });
    try {
      const opened = await openMicrophoneProbe(microphone === '' ? undefined : microphone);
      if (isGone.current) return opened.close();
      probe.current?.close();
      probe.current = opened;
      setCheck({ step: 'listening', name: opened.name });
      // They have names only now.
      setDevices(await findSoundDevices());
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      probe.current?.close();
      probe.current = null;
      setCheck({ step: 'problem', problem: error.problem });
    }
  }

  function stop(): void {
    probe.current?.close();
    probe.current = null;
    setCheck({ step: 'unchecked' });
  }

  function choose(device: 'microphone' | 'speaker', deviceId: string): void {
    const next = { ...chosen, [device]: deviceId };
    setChosen(next);
    rememberChosenDevices(next);
    const isOpen = check.step === 'listening' || check.step === 'heard' || check.step === 'problem';
    if (device === 'microphone' && isOpen) void start(deviceId);
  }

  async function playEchoOf(): Promise<void> {
    if (probe.current === null || listening !== null) return;
    setListening('echo_recording');
    const { playEcho } = await import('../../lib/sound-check/play-check.ts');
    const playing = () => setListening('echo_playing');
    const { microphone } = probe.current;
    await playEcho(microphone, { speakerId: chosen.speaker, playing }).then(
      () => setListening(null),
      () => setListening('echo_failed'),
    );
  }

  async function testSpeaker(): Promise<void> {
    setListening('tones');
    const { playTones } = await import('../../lib/sound-check/play-check.ts');
    await playTones(chosen.speaker).catch(() => setListening('tones_failed'));
  }

  return {
    ...{ check, devices, chosen, listening, stop, choose, testSpeaker },
    start: () => start(chosen.microphone),
    playEcho: playEchoOf,
    level: () => probe.current?.level() ?? 0,
  };
}
