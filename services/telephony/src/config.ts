import { defaultReattachMs } from '@ringback/shared/contract/media-stream';
import { env, serviceEnv } from '@ringback/shared/runtime/config';
import { z } from 'zod';

const twilioNames = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER'] as const;

const phoneNumbers = z.string().transform((text, context) => {
  const numbers = text
    .split(',')
    .map((number) => number.trim())
    .filter((number) => number !== '');
  if (!numbers.every((number) => /^\+[1-9]\d{6,14}$/.test(number))) {
    context.addIssue({ code: 'custom', message: 'must be numbers such as +14155550100, with commas' });
  }
  return numbers;
});

const count = z.coerce.number({ error: 'must be a number' }).int().min(0);

/** Telephony's environment. Without the Twilio variables and PUBLIC_URL phone calls are off. */
export const telephonyConfigSchema = z
  .object({
    ...serviceEnv(8080),
    ALLOWED_ORIGINS: env.origins.default([]),
    DATA_ENCRYPTION_KEY: env.keyRing('phone numbers are encrypted with it'),
    NUMBER_HASH_KEY: env.keyRing('the do-not-call list is kept under it'),
    LINK_SECRET: env.keyRing('telephony and ai-bridge know each other by it'),
    PUBLIC_URL: env.publicUrl.optional(),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/i, 'must be "AC" and 32 hexadecimal digits')
      .optional(),
    TWILIO_AUTH_TOKEN: z.string().min(16, 'is too short').optional(),
    TWILIO_PHONE_NUMBER: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'must be in international form, such as +14155550100')
      .optional(),
    TWILIO_API_BASE_URL: z.url().optional(),
    /** Further numbers to call from. The one nearest to the called number is used. */
    TWILIO_CALLER_NUMBERS: phoneNumbers.default([]),
    /** Whether the carrier detects answering machines, which it charges for. */
    MACHINE_DETECTION: z.enum(['on', 'off']).default('off'),
    DIAL_CALLS_PER_SECOND: z.coerce.number().positive().max(100).default(1),
    /** How long a browser may be away before its call counts as lost, in ms. */
    REATTACH_MS: z.coerce.number().int().positive().default(defaultReattachMs),
    /** For how long callers' audio may wait to leave together with that of other calls, in ms. 0: for one turn of the loop. */
    LINK_PACK_MS: count.max(50).default(8),
    /** One caller's audio is joined to pieces of this many ms. 0: each frame goes alone. */
    CALLER_JOIN_MS: count.max(200).default(40),
    /** How long a draining instance lets its calls go on when no other instance takes them over, in ms. */
    DRAIN_LIMIT_MS: z.coerce.number().int().min(0).default(60_000),
    /** Media sockets of browsers on one instance, in all and for one network; 0 means no limit. */
    MAX_MEDIA_SOCKETS: count.default(500),
    MAX_MEDIA_SOCKETS_PER_NETWORK: count.default(50),
    /** Proxies before us whose X-Forwarded-For is trusted. 0: browsers connect directly. */
    TRUSTED_PROXY_HOPS: count.max(5).default(0),
  })
  .superRefine((given, context) => {
    const missing = twilioNames.filter((name) => given[name] === undefined);
    if (missing.length > 0 && missing.length < twilioNames.length) {
      for (const name of missing) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'is needed because other Twilio variables are set',
        });
      }
    }
    if (missing.length === 0 && given.PUBLIC_URL === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['PUBLIC_URL'],
        message: 'is needed for phone calls: the https address under which the carrier reaches telephony',
      });
    }
  });

export type TelephonyConfig = z.output<typeof telephonyConfigSchema>;
