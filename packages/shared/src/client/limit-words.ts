import { z } from 'zod';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const waitSchema = z.object({ retryAfterMs: z.number().min(minuteMs) });

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** What a person is told about a limit whose `details` name a wait of a minute or more. Null for a shorter one. */
export function limitWords(details: unknown): string | null {
  const told = waitSchema.safeParse(details);
  if (!told.success) return null;
  const { retryAfterMs } = told.data;
  const wait =
    retryAfterMs < 2 * hourMs
      ? count(Math.ceil(retryAfterMs / minuteMs), 'minute')
      : count(Math.ceil(retryAfterMs / hourMs), 'hour');
  return `A limit is reached. Try again in ${wait}.`;
}
