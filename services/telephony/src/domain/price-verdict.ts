/** A difference above this share of our own price may mean that the list is wrong. */
const alarmShare = 0.2;

/** `unlisted`: our list has no price for such a call, so a difference says nothing about the list. */
export type PriceVerdict = 'fits' | 'differs' | 'unlisted';

/**
 * Whether the carrier's price shows that our list is wrong. That is so when it differs by more than a fifth and by
 * more than one begun minute, which the two may count differently. US dollars.
 * @param booked.perMinuteUsd The list's price of a minute of such a call. Null when it has none.
 */
export function judgePrice(
  booked: { bookedUsd: number; perMinuteUsd: number | null },
  priceUsd: number,
): PriceVerdict {
  const { bookedUsd, perMinuteUsd } = booked;
  if (perMinuteUsd === null) return 'unlisted';
  const differenceUsd = Math.abs(priceUsd - bookedUsd);
  // Slightly more than a minute is rounding.
  const isBeyondAMinute = differenceUsd > perMinuteUsd + 0.000_001;
  return isBeyondAMinute && differenceUsd > bookedUsd * alarmShare ? 'differs' : 'fits';
}
