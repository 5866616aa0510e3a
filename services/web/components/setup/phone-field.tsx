import { useEffect, useState } from 'react';
import { browserRegion } from '../../lib/phone/browser-region.ts';
import type { CountryChoice, TypedNumber } from '../../lib/phone/typed-number.ts';
import { Field } from '../ui/field.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './phone-field.module.css';

/** What a person has typed, and the number that it is as far as this page can tell. The gateway has the last word. */
export interface PhoneEntry {
  typed: string;
  e164: string | null;
}

export const noPhone: PhoneEntry = { typed: '', e164: null };

interface PhoneFieldProps {
  entry: PhoneEntry;
  error: string | undefined;
  /** The earlier call was to a phone, whose number is not kept. */
  isAgain: boolean;
  changed: (entry: PhoneEntry) => void;
}

type Reader = typeof import('../../lib/phone/typed-number.ts');

/** Numbering plans are large. They come when a phone is to be called; without them the gateway reads the number alone. */
function useReader(): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    import('../../lib/phone/typed-number.ts').then(setReader, () => undefined);
  }, []);
  return reader;
}

/** A phone number in any usual format, shown back with its country. */
export function PhoneField({ entry, error, isAgain, changed }: PhoneFieldProps) {
  const { call } = useWords();
  const { language } = useFormat();
  const reader = useReader();
  const [country, setCountry] = useState('');
  const [countries, setCountries] = useState<CountryChoice[]>([]);
  const read = reader && entry.typed.trim() !== '' ? reader.readTypedNumber(entry.typed, country) : null;

  useEffect(() => setCountry((before) => before || browserRegion(navigator.languages)), []);
  useEffect(() => setCountries(reader?.countryChoices(language) ?? []), [reader, language]);
  // The numbering plans may come after the number, and the country may change after it.
  const e164 = read?.outcome === 'number' ? read.e164 : null;
  useEffect(() => {
    if (e164 !== entry.e164) changed({ typed: entry.typed, e164 });
  }, [e164, entry, changed]);

  return (
    <div className={styles.phone}>
      <Field name="country" label={call.country}>
        {(ties) => (
          <select {...ties} value={country} onChange={({ target }) => setCountry(target.value)}>
            {countries.length === 0 ? <option value={country}>{country}</option> : null}
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="phoneNumber"
        label={call.number}
        hint={isAgain ? call.numberAgain : call.numberHint}
        error={error}
        after={<ReadNumber read={read} reader={reader} />}
      >
        {(ties) => (
          <input
            {...ties}
            name="phoneNumber"
            type="tel"
            autoComplete="tel"
            required
            value={entry.typed}
            onChange={({ target }) => changed({ typed: target.value, e164: entry.e164 })}
          />
        )}
      </Field>
    </div>
  );
}

/** Which number is called, or why this is none yet. */
function ReadNumber({ read, reader }: { read: TypedNumber | null; reader: Reader | null }) {
  const { call } = useWords();
  const { language } = useFormat();
  const words =
    read === null || reader === null
      ? ''
      : read.outcome !== 'number'
        ? call.numberProblems[read.outcome]
        : read.country === null
          ? call.willCallNowhere(read.shown)
          : call.willCall(read.shown, reader.countryName(read.country, language));
  return (
    <p className={styles.read} role="status" data-testid="read-number">
      {words}
    </p>
  );
}
