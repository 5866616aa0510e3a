import type { IncomingHttpHeaders } from 'node:http';
import { type ProtocolError, refusal } from './protocol/protocol-error.ts';

export const DEFAULT_MODELS = [
  'gpt-realtime-2.1',
  'gpt-realtime-2.1-mini',
  'gpt-realtime-2',
  'gpt-realtime-1.5',
  'gpt-realtime',
  'gpt-realtime-2025-08-28',
  'gpt-realtime-mini',
  'gpt-realtime-mini-2025-12-15',
] as const;

/** The outcome of an upgrade request: refused with a status, opened and closed with an error, or a session. */
type Admission =
  | { outcome: 'refuse'; status: number; code: string }
  | { outcome: 'close'; error: ProtocolError }
  | { outcome: 'open'; model: string };

/** Decides an upgrade. `apiKey` undefined: any key is accepted, but there must be one. */
export function admit(
  url: URL,
  headers: IncomingHttpHeaders,
  rules: { apiKey?: string | undefined; models: readonly string[] },
): Admission {
  if (url.pathname !== '/v1/realtime') return { outcome: 'refuse', status: 404, code: 'not_found' };
  const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (key === undefined || (rules.apiKey !== undefined && key !== rules.apiKey)) {
    return { outcome: 'refuse', status: 401, code: 'invalid_api_key' };
  }
  if (headers['openai-beta'] !== undefined) {
    const message = 'The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.';
    return { outcome: 'close', error: refusal('beta_api_shape_disabled', message) };
  }
  const model = url.searchParams.get('model');
  if (model === null)
    return { outcome: 'close', error: refusal('missing_model', 'You must provide a model parameter.') };
  if (rules.models.includes(model)) return { outcome: 'open', model };
  const message = `The model '${model}' does not exist or you do not have access to it.`;
  return { outcome: 'close', error: refusal('model_not_found', message) };
}
