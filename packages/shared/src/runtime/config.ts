import { z } from 'zod';
import { parseKeyRing } from './key-ring.ts';
import { findPublicUrlFault } from './public-url.ts';

/** Thrown with every problem of the environment at once. Its message contains no values and may be shown. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads a service's configuration. An empty variable counts as not set. Throws a ConfigError. */
export function loadConfig<S extends z.ZodType>(
  schema: S,
  env: Record<string, string | undefined>,
): z.output<S> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  // Zod's messages name expectations, never the given value.
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'environment'}: ${message}`),
  );
}

const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535);
const origins = z.string().transform((text) =>
  text
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter((origin) => origin !== ''),
);

/** Variables that several services read, each defined once. */
export const env = {
  port,
  origins,
  redisUrl: z
    .string({ error: 'is needed: the address of Redis, such as redis://127.0.0.1:6379' })
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
  mode: z.enum(['local', 'live'], { error: 'must be "local" or "live"' }).default('live'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  secret: (purpose: string) =>
    z.string({ error: `is needed: ${purpose}` }).min(16, 'must have at least 16 characters'),
  /** Where the carrier reaches us. */
  publicUrl: z.string().superRefine((text, context) => {
    const message = findPublicUrlFault(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
  /** One secret, or `new,old` while a key is being changed. */
  keyRing: (purpose: string) =>
    z.string({ error: `is needed: ${purpose}` }).transform((text, context) => {
      const ring = parseKeyRing(text);
      if (ring !== null) return ring;
      context.addIssue({
        code: 'custom',
        message: 'must have at least 16 characters; two keys are separated by a comma, the new one first',
      });
      return z.NEVER;
    }),
} as const;

/** What every service's environment has in common; `defaultPort` as in the README. */
export function serviceEnv(defaultPort: number) {
  return {
    RINGBACK_MODE: env.mode,
    REDIS_URL: env.redisUrl,
    PORT: port.default(defaultPort),
    HOST: z.string().default('127.0.0.1'),
    INSTANCE_ID: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,80}$/, 'may have letters, digits, ".", "_" and "-"')
      .optional(),
    ADVERTISED_URL: z.url('must be an address such as http://10.0.0.5:8080').optional(),
    LOG_LEVEL: env.logLevel,
  } as const;
}
