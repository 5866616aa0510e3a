import { env } from '@ringback/shared/runtime/config';
import { z } from 'zod';

/** The stand-ins' environment. The carrier's stand-in runs only when its account is set. */
export const standInConfigSchema = z.object({
  PORT: env.port.default(8090),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: env.logLevel,
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_PHONE_NUMBER: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
  /** Where telephony really listens, because PUBLIC_URL is only a name here. */
  STAND_IN_TELEPHONY_URL: z.url().optional(),
});

export type StandInConfig = z.output<typeof standInConfigSchema>;
