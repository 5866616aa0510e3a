import { useEffect, useRef, useState } from 'react';
import { speechMeter, toMeter } from '../../lib/loudness.ts';
import { MicrophoneError, type MicrophoneProblem } from '../../lib/microphone.ts';
import { type MicrophoneProbe, openMicrophoneProbe } from '../../lib/microphone-probe.ts';
import { createNewest } from '../../lib/newest.ts';
import { readChosenDevices, rememberChosenDevices } from '../../lib/sound-check/chosen-devices.ts';
import { createHearingCheck, nothingHeard } from '../../lib/sound-check/hearing.ts';
import { findSoundDevices, type SoundDevices } from '../../lib/sound-check/sound-devices.ts';

const lookEveryMs = 100;

export type SoundCheck =
  | { step: 'unchecked' | 'asking' }
  | { step: 'listening' | 'heard'; name: string }
  | { step: 'problem'; problem: MicrophoneProblem };

const noDevices: SoundDevices = { microphones: [], speakers: [] };

/** The check of microphone and loudspeaker before a call. Nothing leaves the browser. */
export function useSoundCheck() {
  const [check, setCheck] = useState<SoundCheck>({ step: 'unchecked' });
  const [devices, setDevices] = useState(noDevices);
  const [chosen, setChosen] = useState({ microphone: '', speaker: '' });
  const [hearing, setHearing] = useState(nothingHeard);
  const [hearingCheck] = useState(() => createHearingCheck(setHearing));
  const [beginTry] = useState(createNewest);
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
      hearingCheck.stop();
    };
  }, [hearingCheck]);

  useEffect(() => {
    if (check.step !== 'listening') return undefined;
    const look = setInterval(() => {
      if (toMeter(probe.current?.level() ?? 0) >= speechMeter) setCheck({ step: 'heard', name: check.name });
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [check]);

  /** An echo of it ends with it. */
  function closeProbe(): void {
    if (probe.current === null) return;
    probe.current.close();
    probe.current = null;
    hearingCheck.stop();
  }

  async function start(microphone: string): Promise<void> {
    const isNewest = beginTry();
    setCheck({ step: 'asking' });
    try {
      const opened = await openMicrophoneProbe(microphone === '' ? undefined : microphone);
      if (isGone.current || !isNewest()) return opened.close();
      closeProbe();
      probe.current = opened;
      setCheck({ step: 'listening', name: opened.name });
      // They have names only now.
      setDevices(await findSoundDevices());
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      if (!isNewest()) return;
      closeProbe();
      setCheck({ step: 'problem', problem: error.problem });
    }
  }

  function stop(): void {
    closeProbe();
    setCheck({ step: 'unchecked' });
  }

  function choose(device: 'microphone' | 'speaker', deviceId: string): void {
    const next = { ...chosen, [device]: deviceId };
    setChosen(next);
    rememberChosenDevices(next);
    if (device === 'microphone' && check.step !== 'unchecked') void start(deviceId);
  }

  async function playEchoOf(): Promise<void> {
    if (probe.current === null) return;
    const { microphone } = probe.current;
    await hearingCheck.run('echo', async (parts) => {
      const { playEcho } = await import('../../lib/sound-check/play-check.ts');
      await playEcho(microphone, { ...parts, speakerId: chosen.speaker });
    });
  }

  async function testSpeaker(): Promise<void> {
    await hearingCheck.run('tones', async ({ signal }) => {
      const { playTones } = await import('../../lib/sound-check/play-check.ts');
      await playTones({ signal, speakerId: chosen.speaker });
    });
  }

  return {
    ...{ check, devices, chosen, hearing, stop, choose, testSpeaker },
    start: () => start(chosen.microphone),
    playEcho: playEchoOf,
    level: () => probe.current?.level() ?? 0,
  };
}
