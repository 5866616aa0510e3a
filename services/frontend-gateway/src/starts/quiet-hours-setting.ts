import { z } from 'zod';
import type { QuietHours } from '../domain/quiet-hours.ts';

export const nightHours: QuietHours = { from: 21, to: 8 };

/** `21-8`: from nine in the evening to eight in the morning. `off`: null, calls at any time. */
export const quietHoursSchema = z.string().transform((text, context): QuietHours | null => {
  if (text === 'off') return null;
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const hours = { from: Number(from), to: Number(to) };
  if (hours.from < 24 && hours.to < 24 && hours.from !== hours.to) return hours;
  context.addIssue({ code: 'custom', message: 'must be two hours such as 21-8, or off' });
  return z.NEVER;
});
