import { useEffect } from 'react';
import type { Listening } from '../../lib/sound-check/hearing.ts';
import type { SoundDevice } from '../../lib/sound-check/sound-devices.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './sound-check.module.css';
import { SoundMeter } from './sound-meter.tsx';
import { type SoundCheck as Check, useSoundCheck } from './use-sound-check.ts';

/** Lets a person check that they can be heard, and hear, before a call depends on it. */
export function SoundCheck({ canPhone }: { canPhone: boolean }) {
  const { call } = useWords();
  const { check, devices, chosen, hearing, ...sound } = useSoundCheck();
  const isOpen = check.step === 'listening' || check.step === 'heard';
  return (
    <section className={styles.check} aria-label={call.soundCheck} data-testid="sound-check">
      <div className={styles.buttons}>
        <Button onClick={isOpen ? sound.stop : sound.start} disabled={check.step === 'asking'}>
          {isOpen ? call.stopCheck : call.checkMicrophone}
        </Button>
        {isOpen ? (
          <Button onClick={sound.playEcho} disabled={hearing.isBusy}>
            {call.echo}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={sound.testSpeaker} disabled={hearing.isBusy}>
          {call.testSpeaker}
        </Button>
      </div>
      {isOpen ? <SoundMeter read={sound.level} isHeard={check.step === 'heard'} /> : null}
      <CheckWords check={check} canPhone={canPhone} />
      <ListeningWords listening={hearing.listening} />
      <div className={styles.devices}>
        <DeviceChoice
          name="microphone"
          devices={devices.microphones}
          chosen={chosen.microphone}
          choose={(deviceId) => sound.choose('microphone', deviceId)}
        />
        <DeviceChoice
          name="speaker"
          devices={devices.speakers}
          chosen={chosen.speaker}
          choose={(deviceId) => sound.choose('speaker', deviceId)}
        />
      </div>
    </section>
  );
}

/** Seen, and heard by the page's one announcer. */
function useHeard(words: string): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (words !== '') announce(words);
  }, [words, announce]);
}

function CheckWords({ check, canPhone }: { check: Check; canPhone: boolean }) {
  const { call } = useWords();
  const isProblem = check.step === 'problem';
  const name = ('name' in check && check.name) || call.yourMicrophone;
  const words = {
    unchecked: '',
    asking: call.asking,
    listening: call.listening(name),
    heard: call.heard(name),
    problem: isProblem ? call.microphoneProblems[check.problem] : '',
  }[check.step];
  useHeard(words);
  return (
    <p
      className={isProblem ? styles.problem : styles.hint}
      data-testid="microphone-words"
      data-problem={isProblem ? check.problem : undefined}
    >
      {words === '' ? call.stays : words} {isProblem && canPhone ? call.byPhoneInstead : null}
    </p>
  );
}

function ListeningWords({ listening }: { listening: Listening }) {
  const { call } = useWords();
  const words =
    listening === null
      ? ''
      : {
          echo_recording: call.recording,
          echo_playing: call.playing,
          echo_failed: call.echoFailed,
          tones: call.toneMark,
          tones_failed: call.speakerFailed,
        }[listening];
  useHeard(words);
  return words === '' ? null : (
    <p className={styles.hint} data-testid="listening-words" data-state={listening}>
      {words}
    </p>
  );
}

interface DeviceChoiceProps {
  name: 'microphone' | 'speaker';
  devices: readonly SoundDevice[];
  chosen: string;
  choose: (deviceId: string) => void;
}

/** One device is no choice. */
function DeviceChoice({ name, devices, chosen, choose }: DeviceChoiceProps) {
  const { call } = useWords();
  const format = useFormat();
  if (devices.length < 2) return null;
  const unnamed = name === 'microphone' ? call.unnamedMicrophone : call.unnamedSpeaker;
  const isThere = devices.some(({ deviceId }) => deviceId === chosen);
  return (
    <Field name={name} label={call[name]}>
      {(ties) => (
        <select {...ties} value={isThere ? chosen : ''} onChange={({ target }) => choose(target.value)}>
          <option value="">{call.browserChooses}</option>
          {devices.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId}>
              {label === '' ? unnamed(format.number(index + 1)) : label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
