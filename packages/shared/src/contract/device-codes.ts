import { z } from 'zod';

/** Bodies and answers about device codes. By one, another browser of the same person becomes the same candidate. */

/** Without look-alikes: no 0, 1, I, L, O and U, and of 2 and Z, 5 and S, 6 and G, 8 and B the digit alone. */
export const deviceCodeAlphabet = '23456789ACDEFHJKMNPQRTVWXY';

/**
 * 26 characters, eight times, are 2·10¹¹ codes. All browsers together have 10,000 wrong guesses in the ten minutes that a
 * code lives, so that a given code is found with a probability of 5·10⁻⁸; while a thousand codes are valid, one of them
 * with 5·10⁻⁵. One address has 30 guesses.
 */
export const deviceCodeLength = 8;

/** How long a code can be used. */
export const deviceCodeLifeMs = 10 * 60_000;

const readAs: Readonly<Record<string, string>> = { Z: '2', S: '5', G: '6', B: '8' };
const pattern = new RegExp(`^[${deviceCodeAlphabet}]{${deviceCodeLength}}$`);

/** The code that a person means by what they typed, in whatever case and groups. Null when it cannot be one. */
export function toDeviceCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[ZSGB]/g, (letter) => readAs[letter] ?? letter);
  return pattern.test(code) ? code : null;
}

/** A code as a page shows it: `K7MP-2QXT`. */
export const toDeviceCodeWords = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Told once, because only the code's hash is kept. `expiresAt` in epoch ms. */
export const deviceCodeSchema = z.object({ code: z.string(), expiresAt: z.number() });
export type DeviceCode = z.infer<typeof deviceCodeSchema>;

/** Until when the candidate's code can be used (epoch ms). Null: there is none, or it was used. */
export const deviceCodeStateSchema = z.object({ expiresAt: z.number().nullable() });

const typed = z.string().min(1).max(64);
export const deviceCodeLookSchema = z.strictObject({ code: typed });
/** `leaveOwn`: the interviews that this browser had of its own may go out of its sight. */
export const deviceCodeJoinSchema = z.strictObject({ code: typed, leaveOwn: z.boolean().default(false) });
export type DeviceCodeJoin = z.input<typeof deviceCodeJoinSchema>;

const interviews = z.number().int();
/** What entering a code would do here. Times in epoch ms. */
export const deviceCodeSeenSchema = z.object({
  madeAt: z.number(),
  expiresAt: z.number(),
  /** This browser has these interviews already. */
  isSame: z.boolean(),
  /** What is there to be opened. */
  there: z.object({
    interviews,
    newest: z.object({ jobTitle: z.string(), configuredAt: z.number() }).nullable(),
    isLive: z.boolean(),
  }),
  /** What this browser has of its own, and would show no longer. */
  own: z.object({ interviews, isLive: z.boolean() }),
});
export type DeviceCodeSeen = z.infer<typeof deviceCodeSeenSchema>;
