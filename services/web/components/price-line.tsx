'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { CallRequest, Quote } from '@ringback/shared/contract/http-api';
import { useEffect, useState } from 'react';

/** The price is fetched when the person pauses in typing. */
const askAfterMs = 400;

interface PriceLineProps {
  api: ApiClient | null;
  via: CallRequest['via'];
  phoneNumber: string;
  lengthMinutes: number;
}

const dollars = (amount: number): string => `$${amount.toFixed(amount < 0.1 && amount > 0 ? 3 : 2)}`;

function toWords(quote: Quote): string {
  if (!quote.allowed) return quote.reason ?? 'This call is not possible from here.';
  if (quote.estimate === 0 && quote.perMinute === 0) return 'Price: free.';
  return `Price: about ${dollars(quote.estimate)} (${dollars(quote.perMinute)} a minute), charged to the operator.`;
}

/** Shows what the call will cost before it starts. */
export function PriceLine({ api, via, phoneNumber, lengthMinutes }: PriceLineProps) {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (!api) return undefined;
    let isStale = false;
    const number = phoneNumber.trim();
    const call = via === 'phone' && number !== '' ? { via, phoneNumber: number } : { via };
    const wait = setTimeout(() => {
      api.quote(call, lengthMinutes).then(
        (quote) => {
          if (!isStale) setWords(toWords(quote));
        },
        (error: unknown) => {
          const reason = error instanceof ApiError ? error.message : String(error);
          if (!isStale) setWords(`The price cannot be shown: ${reason}`);
        },
      );
    }, askAfterMs);
    return () => {
      isStale = true;
      clearTimeout(wait);
    };
  }, [api, via, phoneNumber, lengthMinutes]);
  return (
    <p className="price" aria-live="polite">
      {words}
    </p>
  );
}
