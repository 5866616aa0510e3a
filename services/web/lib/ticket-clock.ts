/** A ticket's lifetime (`POST /api/sessions/:id/ticket` in docs/openapi.json). With it a page computes the server's time. */
const ticketLifetimeMs = 30_000;

/** How far this browser's clock is ahead of the server's, in ms, by a ticket that was issued just now. */
export function toClockAheadMs({ expiresAt }: { expiresAt: number }, nowMs: number): number {
  return nowMs - (expiresAt - ticketLifetimeMs);
}
