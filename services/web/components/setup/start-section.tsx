import type { ApiClient } from '@ringback/shared/client/api-client';
import type { Quote } from '@ringback/shared/contract/http-api';
import { useEffect } from 'react';
import { toQuoteRefusal } from '../../lib/set-up/quote-refusal.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { useKeeping } from '../use-keeping.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import type { ChosenVia } from './call-choice.tsx';
import styles from './start-section.module.css';
import { useQuote } from './use-quote.ts';

interface StartSectionProps {
  api: ApiClient | null;
  via: ChosenVia;
  phoneNumber: string;
  lengthMinutes: number;
  mustVerify: boolean;
  /** The call is for later. */
  isBooking: boolean;
  problem: string | undefined;
  /** Null: nothing is under way. */
  starting: 'asking' | 'again' | null;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What the call will cost, what is agreed to, what is kept, and the button. */
export function StartSection(props: StartSectionProps) {
  const { api, via, mustVerify, problem, starting } = props;
  const words = useWords();
  const { start } = useSetUpWords();
  const announce = useAnnounce();
  const quote = useQuote(props);
  // Said once: what refused the start may refuse the price with the same words.
  const refusal = toQuoteRefusal(words, start, quote);
  const shownProblem = problem === refusal ? undefined : problem;
  const names = {
    browser: start.browser,
    phone: mustVerify ? start.verify : props.isBooking ? words.booking.book : start.phone,
    dial_in: start.dialIn,
  };
  const pending = { asking: start.starting, again: start.tryingAgain };
  useEffect(() => {
    if (starting === 'again') announce(start.notAnswered);
  }, [starting, announce, start]);
  useEffect(() => {
    if (problem !== undefined) announce(problem, 'assertive');
  }, [problem, announce]);
  return (
    <section className={styles.start} aria-label={start.label}>
      <p className={styles.price} data-testid="price">
        <PriceWords quote={quote} lengthMinutes={props.lengthMinutes} />
      </p>
      <p className={styles.consent} data-testid="consent">
        {start.consent} <Kept api={api} />
      </p>
      {shownProblem === undefined ? null : (
        <p className={styles.problem} data-testid="start-problem">
          {shownProblem}
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        size="large"
        data-testid="start"
        disabled={api === null || starting !== null}
      >
        {starting === null ? names[via] : pending[starting]}
      </Button>
      {starting === 'again' ? <p className={styles.hint}>{start.notAnswered}</p> : null}
    </section>
  );
}

/** Costs below ten cents have a third digit. */
const smallUsd = 0.1;

function PriceWords({ quote, lengthMinutes }: { quote: Quote | 'unknown' | null; lengthMinutes: number }) {
  const words = useWords();
  const { start } = useSetUpWords();
  const format = useFormat();
  if (quote === null) return null;
  if (quote === 'unknown') return start.priceUnknown;
  const refusal = toQuoteRefusal(words, start, quote);
  if (refusal !== null || !quote.allowed) return refusal;
  const minutes = format.minutes(lengthMinutes);
  if (quote.estimate === 0 && quote.perMinute === 0) return start.free(minutes);
  const usd = (amount: number) =>
    format.number(amount, {
      style: 'currency',
      currency: 'USD',
      ...(amount < smallUsd ? { minimumFractionDigits: 3, maximumFractionDigits: 3 } : {}),
    });
  return start.price(minutes, usd(quote.estimate), usd(quote.perMinute));
}

/** Until when the words are kept. Before the server has said so, that there is an end. */
function Kept({ api }: { api: ApiClient | null }) {
  const { start } = useSetUpWords();
  const format = useFormat();
  const keeping = useKeeping(api);
  return keeping === null
    ? start.keptForAWhile
    : start.kept(format.date(Date.now() + keeping.transcript * dayMs));
}
