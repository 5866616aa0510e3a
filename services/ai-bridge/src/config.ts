import { voices } from '@ringback/shared/contract/job-configuration';
import { env, serviceEnv } from '@ringback/shared/runtime/config';
import { z } from 'zod';
import { modelPricesSchema } from './model-prices.ts';

/** Models with an announced shutdown would stop the product on a known day (types of `openai` 7). */
const endings: readonly { on: string; models: RegExp }[] = [
  { on: '2026-10-23', models: /^(gpt-4\.1-nano|o4-mini|o3-mini|o1|gpt-4|gpt-4-turbo|gpt-3\.5-turbo)(-\d|$)/ },
  { on: '2026-12-11', models: /^(gpt-5|gpt-5-mini|gpt-5-nano|o3)(-\d|$)/ },
  { on: '2027-01-14', models: /^(gpt-4\.1|gpt-4\.1-mini|gpt-4o|gpt-4o-mini)(-\d|$)/ },
  { on: '2027-01-20', models: /^gpt-realtime(-mini)?(-20\d\d-|$)/ },
  { on: '2027-02-26', models: /^(whisper-1|gpt-4o(-mini)?-transcribe(-|$))/ },
  { on: '2027-04-01', models: /^gpt-5\.(4-nano|1)(-\d|$)/ },
];

/** When the provider shuts a model down; undefined when no such day is announced. */
export function announcedShutdown(model: string): string | undefined {
  return endings.find(({ models }) => models.test(model))?.on;
}

/** Pairs such as `marin=voice_abc`, separated by commas. */
const voiceNames = z
  .string()
  .default('')
  .transform((text, context) => {
    const names: Partial<Record<(typeof voices)[number], string>> = {};
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', given = ''] = pair.split('=').map((part) => part.trim());
      const known = voices.find((voice) => voice === name);
      if (known !== undefined && /^[\w-]{1,64}$/.test(given)) names[known] = given;
      else
        context.addIssue({ code: 'custom', message: `"${name}" is no voice that can be given another name` });
    }
    return names;
  });

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
    /** REST endpoint. */
    OPENAI_BASE_URL: z.url('must be an address such as https://api.openai.com/v1').optional(),
    OPENAI_REALTIME_MODEL: z.string().default('gpt-realtime-2.1'),
    OPENAI_TRANSCRIPTION_MODEL: z.string().default('gpt-transcribe'),
    /** Makes the interview plan; "none": by rules alone. */
    OPENAI_PLAN_MODEL: z.string().default('gpt-5.4-mini'),
    /** Which voice of the provider's speaks for a voice that candidates choose: "marin=voice_abc,cedar=ash". */
    OPENAI_VOICES: voiceNames,
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
    /** Model sessions that are kept ready for the next calls. */
    MODEL_SPARE_SOCKETS: z.coerce.number().int().min(0).max(20).default(1),
    /** A model session is replaced at a pause after so long; the provider ends it after sixty minutes. */
    MODEL_RENEW_AFTER_MINUTES: z.coerce.number().positive().max(55).default(55),
    MAX_BRIDGE_SESSIONS: z.coerce.number().int().positive().default(50),
    LINK_SECRET: env.keyRing('telephony and ai-bridge know each other by it'),
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

/** Every model that this configuration asks for. */
export function modelsOf(config: BridgeConfig): string[] {
  return [config.OPENAI_REALTIME_MODEL, config.OPENAI_TRANSCRIPTION_MODEL, config.OPENAI_PLAN_MODEL];
}

export const openaiRealtimeUrl = 'wss://api.openai.com/v1/realtime';
