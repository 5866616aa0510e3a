import type { ApiClient } from '@ringback/shared/client/api-client';
import type { Quote } from '@ringback/shared/contract/http-api';
import { useEffect, useState } from 'react';
import type { ChosenVia } from './call-choice.tsx';

/** The price is fetched when the person pauses in typing. */
const askAfterMs = 400;

interface Quoted {
  api: ApiClient | null;
  via: ChosenVia;
  phoneNumber: string;
  lengthMinutes: number;
}

/** What the call will cost. Null: not known yet. */
export function useQuote({ api, via, phoneNumber, lengthMinutes }: Quoted): Quote | 'unknown' | null {
  const [quote, setQuote] = useState<Quote | 'unknown' | null>(null);
  useEffect(() => {
    if (!api) return undefined;
    let isStale = false;
    const call = via === 'phone' && phoneNumber !== '' ? { via, phoneNumber } : { via };
    const wait = setTimeout(() => {
      api.quote(call, lengthMinutes).then(
        (found) => (isStale ? undefined : setQuote(found)),
        () => (isStale ? undefined : setQuote('unknown')),
      );
    }, askAfterMs);
    return () => {
      isStale = true;
      clearTimeout(wait);
    };
  }, [api, via, phoneNumber, lengthMinutes]);
  return quote;
}
