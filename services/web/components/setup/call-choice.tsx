import type { CallRequest } from '@ringback/shared/contract/http-api';
import type { ReactNode } from 'react';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { useWords } from '../words/words-context.ts';
import styles from './call-choice.module.css';
import { SoftPhoneLink } from './soft-phone-link.tsx';

export type ChosenVia = CallRequest['via'];

interface CallChoiceProps {
  via: ChosenVia;
  carrier: RunTimeConfiguration['modes']['carrier'];
  softPhonePort: number | null;
  viaChanged: (via: ChosenVia) => void;
  /** What the chosen way needs: a number, or a check of the microphone. */
  children: ReactNode;
}

/** Chooses how the candidate is reached. A way that is closed says why, and which one is open. */
export function CallChoice({ via, carrier, softPhonePort, viaChanged, children }: CallChoiceProps) {
  const { call } = useWords();
  const hasDialIn = carrier === 'live' || softPhonePort !== null;
  const dialInHint = !hasDialIn
    ? call.dialInOff
    : carrier === 'live'
      ? call.dialInLive
      : call.dialInSimulated;
  const choice = (value: ChosenVia, [name, hint]: readonly [string, string], isOpen = true) => (
    <label className={styles.choice}>
      <input
        type="radio"
        name="via"
        checked={via === value}
        disabled={!isOpen}
        onChange={() => viaChanged(value)}
      />
      <span>
        <strong>{name}</strong>
        <span className={styles.hint}>{hint}</span>
      </span>
    </label>
  );
  const simulated = (sentence: readonly string[]) =>
    softPhonePort === null ? null : (
      <p className={styles.hint}>
        {sentence[0]}
        <SoftPhoneLink port={softPhonePort} />
        {sentence[1]}
      </p>
    );
  return (
    <fieldset className={styles.choices}>
      <legend>{call.question}</legend>
      {choice('browser', [call.browser, call.browserHint])}
      {choice('phone', [call.phone, call.phoneHints[carrier]], carrier !== 'off')}
      {choice('dial_in', [call.dialIn, dialInHint], hasDialIn)}
      {via === 'phone' ? simulated(call.answerYourself) : null}
      {via === 'dial_in' ? simulated(call.callYourself) : null}
      {children}
    </fieldset>
  );
}
