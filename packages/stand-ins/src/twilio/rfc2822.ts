/** A time as Twilio writes it: `Sun, 22 Nov 2026 12:00:00 +0000`. */
export function toRfc2822(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace('GMT', '+0000');
}
