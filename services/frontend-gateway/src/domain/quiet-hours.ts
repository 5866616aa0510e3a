/** The hours in which a number is not called, by its own clock. `from` 21 and `to` 8 means at night. */
export interface QuietHours {
  from: number;
  to: number;
}

const stepMs = 15 * 60_000;
const dayMs = 24 * 3600_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function hourIn(zone: string, atMs: number): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
  clocks.set(zone, clock);
  return Number(clock.format(atMs));
}

/** UTC for a country without a zone of its own. */
function zonesOf(country: string): readonly string[] {
  // Node.js 24 has it, but TypeScript's library for our target does not.
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  const zones = locale.getTimeZones?.() ?? [];
  return zones.length === 0 ? ['UTC'] : zones;
}

function isQuietHour(hour: number, { from, to }: QuietHours): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

/**
 * How long a number of this country may not be called yet, in ms; 0 when it may. A number does not tell its time zone,
 * so it must be day in every zone of its country (CLDR's list, which the runtime has).
 * @param country Two letters (ISO 3166-1).
 */
export function quietForMs(country: string, hours: QuietHours | null, atMs: number): number {
  if (hours === null) return 0;
  const zones = zonesOf(country);
  const isQuietAt = (ms: number) => zones.some((zone) => isQuietHour(hourIn(zone, ms), hours));
  if (!isQuietAt(atMs)) return 0;
  const firstStep = Math.floor(atMs / stepMs + 1) * stepMs;
  for (let ms = firstStep; ms < atMs + dayMs; ms += stepMs) if (!isQuietAt(ms)) return ms - atMs;
  return dayMs;
}
