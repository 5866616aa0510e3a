import type { Environment } from '../launcher/settings.ts';
import type { Finding } from './finding.ts';

const limitMs = 5_000;
const apiUrl = 'https://api.twilio.com';
const voiceUrl = 'https://voice.twilio.com';
const about = 'Twilio';

/** Asks Twilio whether the settings in `.env` are right, and asks our public address whether telephony is behind it. */
export async function examineTwilio(env: Environment): Promise<Finding[]> {
  const { TWILIO_ACCOUNT_SID: sid = '', TWILIO_AUTH_TOKEN: token = '', PUBLIC_URL: publicUrl = '' } = env;
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
  const base = env.TWILIO_API_BASE_URL?.replace(/\/$/, '');
  const ask = async (url: string) => {
    const answer = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(limitMs) });
    return {
      status: answer.status,
      body: (await answer.json().catch(() => ({}))) as Record<string, unknown>,
    };
  };
  const account = `${base ?? apiUrl}/2010-04-01/Accounts/${sid}`;
  const findings = [
    await guarded('credentials', () => examineAccount(ask, account)),
    ...(await Promise.all(
      [env.TWILIO_PHONE_NUMBER ?? '', ...listed(env.TWILIO_CALLER_NUMBERS)].map((number, index) =>
        guarded(`number ${index + 1}`, () =>
          examineNumber(ask, account, { number, isFirst: index === 0, publicUrl }),
        ),
      ),
    )),
    ...(await Promise.all(
      listed(env.DIAL_ALLOWED_COUNTRIES).map((country) =>
        guarded(`calls to ${country}`, () => examineCountry(ask, base ?? voiceUrl, country)),
      ),
    )),
    await examineWayBack(publicUrl),
  ];
  return findings;
}

type Ask = (url: string) => Promise<{ status: number; body: Record<string, unknown> }>;

const listed = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter((part) => part !== '');

/** An address that does not answer does not make the settings wrong. */
async function guarded(what: string, examine: () => Promise<Finding>): Promise<Finding> {
  try {
    return await examine();
  } catch (error) {
    const text = `${what}: not asked, Twilio cannot be reached (${(error as Error).name})`;
    return { about, verdict: 'note', text };
  }
}

async function examineAccount(ask: Ask, account: string): Promise<Finding> {
  const { status, body } = await ask(`${account}.json`);
  if (status === 401) {
    const fix = 'TWILIO_AUTH_TOKEN must be the primary auth token of TWILIO_ACCOUNT_SID';
    return { about, verdict: 'fault', text: 'credentials: refused (20003)', fix };
  }
  if (status !== 200) return { about, verdict: 'fault', text: `credentials: answered with HTTP ${status}` };
  if (body.status !== 'active') {
    return {
      about,
      verdict: 'fault',
      text: `account is ${String(body.status)}`,
      fix: 'see the Twilio console',
    };
  }
  if (body.type !== 'Trial') return { about, verdict: 'ok', text: 'credentials are right' };
  const fix = 'upgrade it: a trial calls verified numbers only and speaks a sentence of its own first';
  return { about, verdict: 'note', text: 'credentials are right; it is a trial account', fix };
}

/** What the console says about a number: whether it is ours, has voice, and leads callers to us. */
async function examineNumber(
  ask: Ask,
  account: string,
  { number, isFirst, publicUrl }: { number: string; isFirst: boolean; publicUrl: string },
): Promise<Finding> {
  // The digits of a number do not belong in a log that is passed around.
  const name = isFirst ? 'TWILIO_PHONE_NUMBER' : `TWILIO_CALLER_NUMBERS …${number.slice(-2)}`;
  const query = `PhoneNumber=${encodeURIComponent(number)}`;
  const { status, body } = await ask(`${account}/IncomingPhoneNumbers.json?${query}`);
  if (status !== 200) return { about, verdict: 'note', text: `${name}: answered with HTTP ${status}` };
  const owned = (body.incoming_phone_numbers ?? []) as {
    voice_url?: string;
    voice_method?: string;
    voice_fallback_url?: string;
    status_callback?: string;
    capabilities?: { voice?: boolean };
  }[];
  const [found] = owned;
  if (found === undefined) {
    const fix = 'it must be a number of this account, such as +14155550100';
    return { about, verdict: 'fault', text: `${name}: not of this account`, fix };
  }
  if (found.capabilities?.voice === false) {
    return { about, verdict: 'fault', text: `${name}: has no voice`, fix: 'buy one with voice' };
  }
  if (!isFirst) return { about, verdict: 'ok', text: `${name} is right` };
  const origin = new URL(publicUrl).origin;
  const wrong = [
    ['voice webhook', found.voice_url, `${origin}/twilio/voice`],
    ['its method', found.voice_method, 'POST'],
    ['fallback', found.voice_fallback_url, `${origin}/twilio/fallback`],
    ['status callback', found.status_callback, `${origin}/twilio/status`],
  ].filter(([, is, wanted]) => is !== wanted);
  if (wrong.length === 0) return { about, verdict: 'ok', text: `${name} and its webhooks are right` };
  const fix = `to let candidates dial in, set ${wrong.map(([what, , wanted]) => `${what}: ${wanted}`).join(', ')}`;
  return { about, verdict: 'note', text: `${name} is right; its webhooks lead elsewhere`, fix };
}

async function examineCountry(ask: Ask, base: string, country: string): Promise<Finding> {
  const { status, body } = await ask(`${base}/v1/DialingPermissions/Countries/${country}`);
  if (status !== 200) {
    return { about, verdict: 'note', text: `calls to ${country}: answered with HTTP ${status}` };
  }
  if (body.low_risk_numbers_enabled === true)
    return { about, verdict: 'ok', text: `calls to ${country} are permitted` };
  const fix = 'Twilio console, Voice, Settings, Geo permissions';
  return { about, verdict: 'fault', text: `calls to ${country} are not permitted (21215)`, fix };
}

/** Telephony refuses unsigned requests. That refusal shows that it is there. */
async function examineWayBack(publicUrl: string): Promise<Finding> {
  const fix = 'start it, see that PUBLIC_URL leads to telephony (port 8080), and ask again';
  try {
    const url = new URL('/twilio/fallback', publicUrl);
    const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(limitMs) });
    if (answer.status === 403) return { about, verdict: 'ok', text: 'PUBLIC_URL leads to telephony' };
    return { about, verdict: 'note', text: `PUBLIC_URL answers with HTTP ${answer.status}`, fix };
  } catch (error) {
    return { about, verdict: 'note', text: `PUBLIC_URL does not answer (${(error as Error).name})`, fix };
  }
}
