import type { Environment } from '../launcher/settings.ts';
import type { Finding } from './finding.ts';

const limitMs = 5_000;
const about = 'OpenAI';
const apiUrl = 'https://api.openai.com/v1';
/** The bridge's default. */
const defaultModel = 'gpt-realtime-2.1';

/** Asks the provider whether the key is right and may use the model (OpenAI API reference, "Retrieve model"). */
export async function examineOpenai(env: Environment): Promise<Finding> {
  const model = env.OPENAI_REALTIME_MODEL || defaultModel;
  const base = (env.OPENAI_BASE_URL || apiUrl).replace(/\/$/, '');
  try {
    const answer = await fetch(`${base}/models/${encodeURIComponent(model)}`, {
      headers: { authorization: `Bearer ${env.OPENAI_API_KEY ?? ''}` },
      signal: AbortSignal.timeout(limitMs),
    });
    const body = (await answer.json().catch(() => ({}))) as { error?: { code?: unknown } };
    return judge(answer.status, typeof body.error?.code === 'string' ? body.error.code : '', model);
  } catch (error) {
    // An address that does not answer does not make the settings wrong.
    return { about, verdict: 'note', text: `not asked, it cannot be reached (${(error as Error).name})` };
  }
}

function judge(status: number, code: string, model: string): Finding {
  const said = code === '' ? `HTTP ${status}` : code;
  if (status === 200) return { about, verdict: 'ok', text: `the key is right and may use ${model}` };
  if (status === 401) {
    const fix = 'set OPENAI_API_KEY to a key that is valid, of the project that pays';
    return { about, verdict: 'fault', text: `the key is refused (${said})`, fix };
  }
  if (status === 403 || status === 404) {
    const fix = 'set OPENAI_REALTIME_MODEL to a model that this key may use';
    return { about, verdict: 'fault', text: `${model} may not be used (${said})`, fix };
  }
  if (code === 'insufficient_quota')
    return {
      about,
      verdict: 'fault',
      text: `no money is left (${said})`,
      fix: 'see the billing page of the account',
    };
  return { about, verdict: 'note', text: `answered with ${said}` };
}
