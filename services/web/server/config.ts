import { env } from '@ringback/shared/runtime/config';
import { z } from 'zod';

/** Where the pages listen. What they show is read by `readRunTimeConfiguration`. */
export const webConfigSchema = z.object({
  PORT: env.port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: env.logLevel,
});
export type WebConfig = z.infer<typeof webConfigSchema>;
