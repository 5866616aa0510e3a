import { lengthsMinutes } from '@ringback/shared/contract/job-configuration';
import { env, serviceEnv } from '@ringback/shared/runtime/config';
import { toFirstReservation } from '@ringback/shared/session/reservation';
import { z } from 'zod';
import { findTooLong, toKeeping } from './domain/keeping.ts';
import { toPrices } from './domain/quote.ts';
import { dialCountriesSchema, dialNumbersSchema } from './starts/dial-lists.ts';
import { readPhoneNumber } from './starts/phone-number.ts';
import { nightHours, quietHoursSchema } from './starts/quiet-hours-setting.ts';

/** `0.014,GB:0.03`: US dollars for a minute of a call to any country, and to one with its own price. */
const carrierPrices = z.string().transform((text, context) => {
  const byCountry: Record<string, number> = {};
  let other: number | null = null;
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [, country, price] = /^(?:([A-Z]{2}):)?(\d+(?:\.\d+)?)$/.exec(part) ?? [];
    if (price === undefined) {
      context.addIssue({ code: 'custom', message: 'must be prices such as 0.014,GB:0.03' });
      return z.NEVER;
    }
    if (country === undefined) other = Number(price);
    else byCountry[country] = Number(price);
  }
  if (other !== null) return { byCountry, other };
  context.addIssue({
    code: 'custom',
    message: 'needs a price for every other country, such as 0.014,GB:0.03',
  });
  return z.NEVER;
});
/** A share between 0 and 1; 0 means no limit. */
const share = z.coerce.number({ error: 'must be a part of 1, such as 0.25' }).min(0).max(1);
const operatorTokenLength = 32;
const count = z.coerce.number({ error: 'must be a number' }).int().min(0);

/** The countries that may be called: the listed ones, and those of the listed numbers. */
function listedCountries(given: {
  DIAL_ALLOWED_COUNTRIES: readonly string[];
  DIAL_ALLOWED_NUMBERS: readonly string[];
}): Set<string> {
  const ofNumbers = given.DIAL_ALLOWED_NUMBERS.flatMap((text) => {
    const reading = readPhoneNumber(text);
    return reading.outcome === 'number' && reading.number.country !== null ? [reading.number.country] : [];
  });
  return new Set([...given.DIAL_ALLOWED_COUNTRIES, ...ofNumbers]);
}

/** What the cheapest call reserves at its start, in US dollars: the shortest one, without the carrier. */
function leastFirstUsd(modelMode: 'local' | 'live'): number {
  const prices = toPrices({
    ...{ via: 'browser', country: null, carrierPrices: { byCountry: {}, other: 0 } },
    ...{ isCarrierReal: false, isModelReal: modelMode === 'live' },
  });
  return toFirstReservation(prices, lengthsMinutes[0]).amountUsd;
}

/** The gateway's environment. Read it with `loadConfig(gatewayConfigSchema, process.env)`. */
export const gatewayConfigSchema = z
  .object({
    ...serviceEnv(8081),
    ALLOWED_ORIGINS: env.origins.optional(),
    COOKIE_SECRET: env.keyRing('signs the cookie that a candidate is known by'),
    OPERATOR_TOKEN: env.secret('opens the operator routes'),
    DATA_ENCRYPTION_KEY: env.keyRing('encrypts phone numbers'),
    NUMBER_HASH_KEY: env.keyRing('the do-not-call list is kept under it'),
    /** Set by the launcher of the services: whether the dial queue is served, and whether by the real carrier. */
    PHONE_CALLS: z.enum(['off', 'stand_in', 'carrier']).default('off'),
    MODEL_MODE: z.enum(['local', 'live']).optional(),
    DIAL_ALLOWED_COUNTRIES: dialCountriesSchema.default([]),
    DIAL_ALLOWED_NUMBERS: dialNumbersSchema.default([]),
    /**
     * Whether a number must be shown to be the candidate's own. Listed numbers are exempt. Required with a real
     * carrier unless switched off here.
     */
    NUMBER_VERIFICATION: z.enum(['off', 'required']).optional(),
    /** The hours in which no number is called, by the number's own clock. */
    QUIET_HOURS: quietHoursSchema.optional(),
    /** How long a number rests after two calls in a row that it did not take. */
    NUMBER_REST_HOURS: count.max(720).optional(),
    CALLS_PER_DAY_PER_NUMBER: count.optional(),
    /** The number that candidates dial to call us. */
    TWILIO_PHONE_NUMBER: z.string().optional(),
    DAILY_SPEND_LIMIT_USD: z.coerce.number({ error: 'must be an amount' }).nonnegative().default(20),
    /**
     * The shares of that money which one candidate, address or network may take; 0 switches a limit off. Local mode
     * has none, since one person has the money to themselves.
     */
    DAILY_SPEND_SHARE_PER_CANDIDATE: share.optional(),
    DAILY_SPEND_SHARE_PER_ADDRESS: share.optional(),
    DAILY_SPEND_SHARE_PER_NETWORK: share.optional(),
    CARRIER_PRICES_PER_MINUTE_USD: carrierPrices.prefault('0.014'),
    /** Calls in an hour; 0 switches a limit off. Off by default when no real phone rings. */
    CALLS_PER_HOUR_PER_NUMBER: count.optional(),
    CALLS_PER_HOUR_PER_CANDIDATE: count.optional(),
    CALLS_PER_HOUR_PER_ADDRESS: count.optional(),
    CALLS_PER_HOUR_PER_NETWORK: count.optional(),
    CALLS_PER_HOUR_PER_COUNTRY: count.optional(),
    MAX_LIVE_CALLS: count.default(10),
    /** How long a session is kept, and parts of it. A part is kept as long as its session by default, and never longer. */
    RETENTION_DAYS: count.min(1).default(30),
    TRANSCRIPT_RETENTION_DAYS: count.min(1).optional(),
    REPORT_RETENTION_DAYS: count.min(1).optional(),
    JOB_TEXT_RETENTION_DAYS: count.min(1).optional(),
    /** When set, the operator routes are served on this port and nowhere else. */
    OPERATOR_PORT: env.port.optional(),
    NEXT_PUBLIC_MEDIA_URL: z.string().optional(),
    TELEPHONY_PORT: env.port.default(8080),
    WEB_PORT: env.port.default(3000),
    /** Limits; 0 switches a limit off. */
    SESSION_STARTS_PER_10_MINUTES: count.default(20),
    /** Within how long a surprise call comes. A fraction serves demonstrations. */
    SURPRISE_CALL_WITHIN_MINUTES: z.coerce
      .number({ error: 'must be a number of minutes' })
      .positive()
      .max(120)
      .default(120),
    UPGRADES_PER_MINUTE: count.default(1200),
    UPGRADES_PER_SECOND: count.default(100),
    NEW_CANDIDATES_PER_MINUTE: count.default(300),
    TICKETS_PER_MINUTE: count.default(240),
    MAX_VIEWERS: count.default(2000),
    MAX_VIEWERS_PER_SESSION: count.default(50),
    MAX_VIEWERS_PER_CANDIDATE: count.default(20),
    /** What a candidate may change, read and be sent. An address has ten times as much. */
    CONFIGURATION_CHANGES_PER_MINUTE: count.default(6),
    CONFIGURATION_CHANGES_PER_SESSION: count.default(30),
    /** Reports that a candidate has made again in a day. In live mode 6 by default; otherwise no limit. */
    REPORTS_AGAIN_PER_DAY: count.optional(),
    READS_PER_MINUTE: count.default(240),
    SENT_MIB_PER_MINUTE: count.default(64),
    LIVE_SESSIONS_PER_CANDIDATE: count.default(3),
    /**
     * Live sessions of one address and of one network. In live mode by default half and eight tenths of all. Otherwise
     * no limit.
     */
    LIVE_SESSIONS_PER_ADDRESS: count.optional(),
    LIVE_SESSIONS_PER_NETWORK: count.optional(),
    /** Proxies before us whose X-Forwarded-For is trusted. 0: browsers connect directly. */
    TRUSTED_PROXY_HOPS: count.max(5).default(0),
  })
  .transform((given, context) => {
    const local = given.RINGBACK_MODE === 'local';
    const pages = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${given.WEB_PORT}`);
    const origins = given.ALLOWED_ORIGINS ?? (local ? pages : []);
    if (origins.length === 0) {
      const message = 'is needed: the addresses of the pages that may talk to the gateway';
      context.addIssue({ code: 'custom', path: ['ALLOWED_ORIGINS'], message });
    }
    if (!local && given.OPERATOR_TOKEN.length < operatorTokenLength) {
      const message = `must have at least ${operatorTokenLength} characters in live mode`;
      context.addIssue({ code: 'custom', path: ['OPERATOR_TOKEN'], message });
    }
    const real = given.PHONE_CALLS === 'carrier';
    // In local mode one person has the machine and the money to themselves.
    const ofStrangers = (usual: number) => (local ? 0 : usual);
    for (const country of real ? listedCountries(given) : []) {
      if (country in given.CARRIER_PRICES_PER_MINUTE_USD.byCountry) continue;
      const message = `needs the price of a minute to ${country}, which may be called, such as ${country}:0.03`;
      context.addIssue({ code: 'custom', path: ['CARRIER_PRICES_PER_MINUTE_USD'], message });
    }
    const leastUsd = leastFirstUsd(given.MODEL_MODE ?? (local ? 'local' : 'live'));
    if (given.DAILY_SPEND_LIMIT_USD > 0 && given.DAILY_SPEND_LIMIT_USD < leastUsd) {
      const message = `is less than the ${leastUsd.toFixed(2)} US dollars that any start reserves: no session could start`;
      context.addIssue({ code: 'custom', path: ['DAILY_SPEND_LIMIT_USD'], message });
    }
    const keeping = toKeeping(given);
    for (const tooLong of findTooLong(keeping)) context.addIssue({ code: 'custom', ...tooLong });
    const perHour = (set: number | undefined, usual: number) => set ?? (real ? usual : 0);
    return {
      ...given,
      NUMBER_VERIFICATION: given.NUMBER_VERIFICATION ?? (real ? ('required' as const) : ('off' as const)),
      numberProtection: {
        quietHours: given.QUIET_HOURS === undefined ? (real ? nightHours : null) : given.QUIET_HOURS,
        restMs: (given.NUMBER_REST_HOURS ?? (real ? 24 : 0)) * 3_600_000,
      },
      callsPerDayPerNumber: perHour(given.CALLS_PER_DAY_PER_NUMBER, 3),
      callsPerHour: {
        number: perHour(given.CALLS_PER_HOUR_PER_NUMBER, 3),
        candidate: perHour(given.CALLS_PER_HOUR_PER_CANDIDATE, 6),
        address: perHour(given.CALLS_PER_HOUR_PER_ADDRESS, 20),
        network: perHour(given.CALLS_PER_HOUR_PER_NETWORK, 60),
        country: perHour(given.CALLS_PER_HOUR_PER_COUNTRY, 200),
      },
      liveSessions: {
        inAll: given.MAX_LIVE_CALLS,
        perCandidate: given.LIVE_SESSIONS_PER_CANDIDATE,
        perAddress: given.LIVE_SESSIONS_PER_ADDRESS ?? ofStrangers(Math.ceil(given.MAX_LIVE_CALLS * 0.5)),
        perNetwork: given.LIVE_SESSIONS_PER_NETWORK ?? ofStrangers(Math.ceil(given.MAX_LIVE_CALLS * 0.8)),
      },
      visitorAllowances: {
        changesPerMinute: given.CONFIGURATION_CHANGES_PER_MINUTE,
        changesPerSession: given.CONFIGURATION_CHANGES_PER_SESSION,
        reportsAgainPerDay: given.REPORTS_AGAIN_PER_DAY ?? ofStrangers(6),
        readsPerMinute: given.READS_PER_MINUTE,
        sentBytesPerMinute: given.SENT_MIB_PER_MINUTE * 1024 * 1024,
      },
      dayShares: {
        candidate: given.DAILY_SPEND_SHARE_PER_CANDIDATE ?? ofStrangers(0.25),
        address: given.DAILY_SPEND_SHARE_PER_ADDRESS ?? ofStrangers(0.5),
        network: given.DAILY_SPEND_SHARE_PER_NETWORK ?? ofStrangers(0.75),
      },
      keeping,
      ALLOWED_ORIGINS: origins,
      MODEL_MODE: given.MODEL_MODE ?? (local ? ('local' as const) : ('live' as const)),
    };
  });

export type GatewayConfig = z.output<typeof gatewayConfigSchema>;
