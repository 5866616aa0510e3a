import type { ReactNode } from 'react';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { type FieldProblem, toFieldWords } from '../../lib/set-up/form-problems.ts';
import { Card } from '../ui/card.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import { CallChoice, type ChosenVia } from './call-choice.tsx';
import { type PhoneEntry, PhoneField } from './phone-field.tsx';
import { SoundCheck } from './sound-check.tsx';

interface CallCardProps {
  configuration: RunTimeConfiguration;
  via: ChosenVia;
  phone: PhoneEntry;
  /** What is wrong with the number. */
  problem: FieldProblem | undefined;
  /** The earlier call was to a phone. */
  isAgain: boolean;
  viaChanged: (via: ChosenVia) => void;
  phoneChanged: (entry: PhoneEntry) => void;
  /** When the phone is to ring. */
  children: ReactNode;
}

/** How the candidate is reached, and what that way needs. */
export function CallCard(props: CallCardProps) {
  const { configuration, via, phone, problem, isAgain, viaChanged, phoneChanged } = props;
  const words = useWords();
  const format = useFormat();
  const { carrier } = configuration.modes;
  return (
    <Card title={words.call.title}>
      <CallChoice
        via={via}
        carrier={carrier}
        softPhonePort={configuration.softPhonePort}
        viaChanged={viaChanged}
      >
        {via === 'phone' ? (
          <PhoneField
            entry={phone}
            error={problem && toFieldWords('phoneNumber', problem, { words, format })}
            isAgain={isAgain}
            changed={phoneChanged}
          />
        ) : null}
        {via === 'phone' ? props.children : null}
        {via === 'browser' ? <SoundCheck canPhone={carrier !== 'off'} /> : null}
      </CallChoice>
    </Card>
  );
}
