import { env, serviceEnv } from '@ringback/shared/runtime/config';
import { z } from 'zod';
import { modelPricesSchema } from './model-prices.ts';

/** Models with an announced shutdown would stop the product on a known day (types of `openai` 7). */
const endingModels: Record<string, string> = {
  'gpt-realtime': '2027-01-20',
  'gpt-realtime-2025-08-28': '2027-01-20',
  'gpt-realtime-mini': '2027-01-20',
  'gpt-realtime-mini-2025-12-15': '2027-01-20',
  'whisper-1': '2027-02-26',
  'gpt-4o-transcribe': '2027-02-26',
  'gpt-4o-mini-transcribe': '2027-02-26',
};

/** When the provider shuts a model down; undefined when no such day is announced. */
export function announcedShutdown(model: string): string | undefined {
  return endingModels[model];
}

export const standInKey = 'local-stand-in';

/** The bridge's environment. Without an OpenAI key only local mode works, with the stand-in. */
export const bridgeConfigSchema = z
  .object({
    ...serviceEnv(8082),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_REALTIME_URL: z
      .string()
      .regex(/^wss?:\/\//, 'must begin with ws:// or wss://')
      .optional(),
    OPENAI_REALTIME_MODEL: z.string().default('gpt-realtime-2.1'),
    OPENAI_TRANSCRIPTION_MODEL: z.string().default('gpt-transcribe'),
    /** What the model may cost in one call, in US dollars. */
    MODEL_COST_LIMIT_USD: z.coerce.number().positive().default(5),
    /** Adds to the published prices, and overrules them. */
    MODEL_PRICES: z
      .string()
      .default('{}')
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue({ code: 'custom', message: 'must be JSON' });
          return z.NEVER;
        }
      })
      .pipe(modelPricesSchema),
    MAX_BRIDGE_SESSIONS: z.coerce.number().int().positive().default(50),
    DATA_ENCRYPTION_KEY: env.secret('it also authenticates telephony on the media link'),
  })
  .superRefine((given, context) => {
    if (given.OPENAI_API_KEY === undefined && given.RINGBACK_MODE === 'live') {
      context.addIssue({ code: 'custom', path: ['OPENAI_API_KEY'], message: 'is needed in live mode' });
    }
    if (given.OPENAI_API_KEY === undefined && given.OPENAI_REALTIME_URL === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['OPENAI_REALTIME_URL'],
        message: 'is needed without OPENAI_API_KEY: the address of the local stand-in',
      });
    }
  });

export type BridgeConfig = z.output<typeof bridgeConfigSchema>;

export const openaiRealtimeUrl = 'wss://api.openai.com/v1/realtime';
