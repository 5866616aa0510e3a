import { env, serviceEnv } from '@ringback/shared/runtime/config';
import { z } from 'zod';
import { engineKind } from './engine.ts';
import { modelPricesSchema } from './model/model-prices.ts';

const renewBounds = 'must be 1 to 55 minutes: the provider ends a model session after sixty';

/** What the bridge reads of the environment, whichever engine runs. */
export const bridgeSettings = z.object({
  ...serviceEnv(8082),
  /** What the model may cost in one call, in US dollars. */
  MODEL_COST_LIMIT_USD: z.coerce.number().positive().default(5),
  /** Adds to the published prices and overrides them. */
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
  /** How many model sessions are kept ready for the next calls. */
  MODEL_SPARE_SOCKETS: z.coerce.number().int().min(0).max(20).default(1),
  /** A model session is replaced at a pause after so long. The provider ends it after sixty minutes. */
  MODEL_RENEW_AFTER_MINUTES: z.coerce
    .number({ error: renewBounds })
    .min(1, renewBounds)
    .max(55, renewBounds)
    .default(55),
  /** Reports that this instance makes at once; 0: it makes none. */
  REPORT_WORKERS: z.coerce.number().int().min(0).max(20).default(2),
  /** Samples of each dimension of a report; five are taken where they lie two levels apart. */
  REPORT_SAMPLES: z.coerce.number().int().min(1).max(5).default(3),
  /** What the model may cost for one version of a report, in US dollars. */
  REPORT_COST_LIMIT_USD: z.coerce.number().positive().default(0.5),
  /** Reports of a day (UTC) stop once it has cost this, together with its calls. */
  DAILY_SPEND_LIMIT_USD: z.coerce.number().nonnegative().default(20),
  MAX_BRIDGE_SESSIONS: z.coerce.number().int().positive().default(50),
  LINK_SECRET: env.keyRing('telephony and ai-bridge know each other by it'),
});
export type BridgeConfig = z.output<typeof bridgeSettings>;

/** The bridge's environment and that of its engine. */
export const bridgeConfigSchema = bridgeSettings
  .extend(engineKind.settings)
  .superRefine(engineKind.checkSettings);
