import type { CallRequest } from '@ringback/shared/contract/http-api';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { Field } from './field.tsx';
import { SoftPhoneLink } from './soft-phone-link.tsx';

export type ChosenVia = CallRequest['via'];

interface CallChoiceProps {
  via: ChosenVia;
  carrier: RunTimeConfiguration['modes']['carrier'];
  softPhonePort: number | null;
  phoneNumber: string;
  phoneError: string | undefined;
  /** The earlier call was to a phone, whose number is not kept. */
  isAgain: boolean;
  viaChanged: (via: ChosenVia) => void;
  phoneNumberChanged: (phoneNumber: string) => void;
}

const phoneWords: Record<CallChoiceProps['carrier'], string> = {
  off: 'Not available here: no phone company is set up.',
  stand_in: 'Simulated here: no real phone rings, a stand-in answers.',
  live: 'Your phone rings; press 1 when you are ready.',
};

/** Chooses how the candidate is reached. */
export function CallChoice(props: CallChoiceProps) {
  const { via, carrier, softPhonePort, phoneNumber, phoneError, isAgain, viaChanged, phoneNumberChanged } =
    props;
  return (
    <fieldset className="choices">
      <legend>How do you want to talk?</legend>
      <label className="choice">
        <input type="radio" name="via" checked={via === 'browser'} onChange={() => viaChanged('browser')} />
        <span>
          <strong>Talk in this browser</strong>
          <span className="hint">With this device’s microphone. A headset is best.</span>
        </span>
      </label>
      <label className="choice">
        <input
          type="radio"
          name="via"
          checked={via === 'phone'}
          disabled={carrier === 'off'}
          onChange={() => viaChanged('phone')}
        />
        <span>
          <strong>Call my phone</strong>
          <span className="hint">{phoneWords[carrier]}</span>
        </span>
      </label>
      {carrier === 'live' || softPhonePort !== null ? (
        <label className="choice">
          <input type="radio" name="via" checked={via === 'dial_in'} onChange={() => viaChanged('dial_in')} />
          <span>
            <strong>Dial in</strong>
            <span className="hint">
              {carrier === 'live'
                ? 'You call our number, from any phone, and enter a six-digit code.'
                : 'Simulated here: you call from a simulated phone and enter a six-digit code.'}
            </span>
          </span>
        </label>
      ) : null}
      {via === 'phone' && softPhonePort !== null ? (
        <p className="hint">
          To answer the call yourself, open the <SoftPhoneLink port={softPhonePort} /> first and leave it
          open; any number will do. Otherwise a recorded candidate answers.
        </p>
      ) : null}
      {via === 'dial_in' && softPhonePort !== null ? (
        <p className="hint">
          You call from the <SoftPhoneLink port={softPhonePort} />: open it, and press “Call Ringback” as soon
          as you have your code.
        </p>
      ) : null}
      {via === 'phone' ? (
        <Field
          label="Phone number"
          hint={
            isAgain ? 'Once more, please: numbers are not kept.' : 'International form, such as +14155550100'
          }
          error={phoneError}
        >
          {(ties) => (
            <input
              {...ties}
              name="phoneNumber"
              type="tel"
              autoComplete="tel"
              value={phoneNumber}
              onChange={({ target }) => phoneNumberChanged(target.value)}
            />
          )}
        </Field>
      ) : null}
    </fieldset>
  );
}
