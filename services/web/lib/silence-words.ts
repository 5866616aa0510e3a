/** How long telephony waits for a browser that has lost its sound (interfaces, "Browser audio"). */
const waitsForMs = 10_000;

/**
 * What a page without sound says about the time that is left. `mediaLostAt` and `now` in ms of the server's clock;
 * without a loss the call has not begun and waits.
 */
export function toSilenceWords(mediaLostAt: number | null, now: number): string {
  if (mediaLostAt === null) return 'The call waits for you.';
  const seconds = Math.ceil((mediaLostAt + waitsForMs - now) / 1000);
  if (seconds <= 0) return 'The call is about to end.';
  // Before the first reading of the clock, or with a clock that is wrong.
  return `The call ends in ${Math.min(seconds, waitsForMs / 1000)} s unless you continue.`;
}
