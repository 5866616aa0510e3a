import { tellBooking } from '../../lib/booking/booking-words.ts';
import { Ring } from '../ring/ring.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './booking-banner.module.css';
import type { BookingOnPage } from './use-booking.ts';

/** Where the candidate's booked call stands, and what can be done about it. Nothing without one. */
export function BookingBanner({ booking: onPage }: { booking: BookingOnPage }) {
  const words = useWords();
  const format = useFormat();
  const booking = onPage.answer?.booking ?? null;
  const told = booking === null ? null : tellBooking(words, format, booking);
  if (booking === null || told === null) return null;
  const { title, text, kind, offer } = told;
  const isToCome = offer === 'cancel';
  return (
    <Banner kind={kind} data-testid="booking">
      <Ring state={booking.state === 'calling' ? 'ringing' : isToCome ? 'waiting' : 'still'} size={40} />
      <div className={styles.told}>
        <strong>{title}</strong>
        <p>{text}</p>
        {isToCome && booking.jobTitle !== null ? <p>{words.booking.subject(booking.jobTitle)}</p> : null}
        {isToCome ? <p className={styles.hint}>{words.booking.pageMayClose}</p> : null}
        <p className={styles.problem} role="alert">
          {onPage.problem}
        </p>
      </div>
      {offer === 'open' && booking.sessionId !== null ? (
        <ButtonLink href={`/sessions/${booking.sessionId}`}>{words.booking.open}</ButtonLink>
      ) : null}
      {offer === null ? null : (
        <Button
          kind={isToCome ? 'danger' : 'quiet'}
          disabled={onPage.busy !== null}
          onClick={() => void onPage.cancel()}
          data-testid="cancel-booking"
        >
          {isToCome
            ? onPage.busy === 'cancelling'
              ? words.booking.cancelling
              : words.booking.cancel
            : words.booking.putAside}
        </Button>
      )}
    </Banner>
  );
}
