import type { ApiClient } from '@ringback/shared/client/api-client';
import type { ChosenVia } from './call-choice.tsx';
import { PriceLine } from './price-line.tsx';

interface StartSectionProps {
  api: ApiClient | null;
  via: ChosenVia;
  phoneNumber: string;
  lengthMinutes: number;
  mustVerify: boolean;
  problem: string | undefined;
  /** Null: nothing is under way. */
  starting: 'asking' | 'again' | null;
}

const startWords = {
  browser: 'Start the interview',
  phone: 'Call me now',
  dial_in: 'Get my code',
} as const;

const toStartWords = (via: ChosenVia, mustVerify: boolean): string =>
  via === 'phone' && mustVerify ? 'Call it and ask for the code' : startWords[via];

const startingWords = { asking: 'Starting…', again: 'Trying again…' } as const;

/** What the call will cost, what is agreed to, and the button. */
export function StartSection(props: StartSectionProps) {
  const { api, via, phoneNumber, lengthMinutes, mustVerify, problem, starting } = props;
  return (
    <section className="start" aria-label="Start">
      <PriceLine api={api} via={via} phoneNumber={phoneNumber} lengthMinutes={lengthMinutes} />
      <p className="consent">
        You will talk to a machine. What both of you say is written down for you; no sound is recorded.
      </p>
      <p className="problem" role="alert">
        {problem}
      </p>
      <button
        type="submit"
        className="button primary large"
        data-testid="start"
        disabled={api === null || starting !== null}
      >
        {starting === null ? toStartWords(via, mustVerify) : startingWords[starting]}
      </button>
      <p className="hint" role="status">
        {starting === 'again' ? 'The server has not answered. Trying again…' : null}
      </p>
    </section>
  );
}
