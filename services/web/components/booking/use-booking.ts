import type { ApiClient } from '@ringback/shared/client/api-client';
import type { BookingInput } from '@ringback/shared/client/booking-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { BookingAnswer } from '@ringback/shared/contract/bookings';
import type { SessionId } from '@ringback/shared/contract/ids';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createInOrder } from '../../lib/in-order.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useWords } from '../words/words-context.ts';

/** The same however near the time is, so that a page does not give a surprise away. */
const lookEveryMs = 4_000;

const isPending = (state: string | undefined) => state === 'waiting' || state === 'calling';

/** A candidate's booked call on a page. */
export interface BookingOnPage {
  /** Null: not known yet. */
  answer: BookingAnswer | null;
  /** What is under way. */
  busy: 'booking' | 'cancelling' | null;
  /** Why the last booking or cancelling was refused. */
  problem: string | undefined;
  /** Books a call. Resolves to its refusal, or null when it is booked. */
  book(wanted: Omit<BookingInput, 'operationId'>): Promise<ApiError | null>;
  /** Cancels it, or puts aside what is told of one that is settled. */
  cancel(): Promise<void>;
}

/**
 * Follows a candidate's booking, as long as one is to come. `onCalled` is told its session when its call was placed while
 * this page was open.
 */
export function useBooking(api: ApiClient | null, onCalled: (sessionId: SessionId) => void): BookingOnPage {
  const words = useWords();
  const announce = useAnnounce();
  const [answer, setAnswer] = useState<BookingAnswer | null>(null);
  const [busy, setBusy] = useState<BookingOnPage['busy']>(null);
  const [problem, setProblem] = useState<string>();
  const wasPending = useRef(false);
  /** What was asked before a newer look, a booking or a cancelling says nothing any more. */
  const looks = useRef(createInOrder());
  const called = useRef(onCalled);
  called.current = onCalled;

  const take = useCallback((next: BookingAnswer) => {
    const { booking } = next;
    setAnswer(next);
    if (wasPending.current && booking?.state === 'called' && booking.sessionId !== null)
      called.current(booking.sessionId);
    wasPending.current = isPending(booking?.state);
  }, []);

  const isFollowed = isPending(answer?.booking?.state);
  useEffect(() => {
    if (api === null) return undefined;
    let isLeft = false;
    // A look that fails is made up for by the next one.
    const look = async (): Promise<void> => {
      const counts = looks.current.ask();
      try {
        const next = await api.booking();
        if (!isLeft && counts()) take(next);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    };
    const lookWhenSeen = () => {
      if (document.visibilityState === 'visible') void look();
    };
    if (!isFollowed) void look();
    const timer = isFollowed ? setInterval(() => void look(), lookEveryMs) : undefined;
    document.addEventListener('visibilitychange', lookWhenSeen);
    return () => {
      isLeft = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookWhenSeen);
    };
  }, [api, isFollowed, take]);

  async function run(what: 'booking' | 'cancelling', act: () => Promise<void>): Promise<ApiError | null> {
    setBusy(what);
    setProblem(undefined);
    try {
      await act();
      looks.current.settle();
      return null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(toProblemWords(words, error));
      return error;
    } finally {
      setBusy(null);
    }
  }

  /** One for each wish, so that one whose answer was lost is not booked twice. */
  const wish = useRef({ text: '', operationId: newOperationId() });
  return {
    answer,
    busy,
    problem,
    async book(wanted) {
      if (api === null) return null;
      const text = JSON.stringify(wanted);
      if (wish.current.text !== text) wish.current = { text, operationId: newOperationId() };
      const { operationId } = wish.current;
      return await run('booking', async () => {
        take(await api.bookCall({ ...wanted, operationId }));
        wish.current = { text: '', operationId: newOperationId() };
        announce(words.booking.waitingTitle);
      });
    },
    async cancel() {
      if (api === null) return;
      const isToCome = isPending(answer?.booking?.state);
      await run('cancelling', async () => {
        await api.cancelBooking();
        wasPending.current = false;
        setAnswer((before) => (before === null ? null : { ...before, booking: null }));
        if (isToCome) announce(words.booking.cancelled);
      });
    },
  };
}
