import type { ModelTrouble } from '../domain/losses/model-trouble.ts';

/**
 * What the provider's codes mean for a call (OpenAI guides "Error codes" and "Realtime conversations"; types of
 * `openai` 7, realtime error and response status). The same codes appear in error events, failed responses, refused
 * handshakes and close reasons.
 */
const kinds: Readonly<Record<string, ModelTrouble['kind']>> = {
  rate_limit_exceeded: 'passing',
  server_error: 'passing',
  internal_error: 'passing',
  service_unavailable: 'passing',
  slow_down: 'passing',
  session_expired: 'passing',
  content_filter: 'passing',
  max_output_tokens: 'passing',
  insufficient_quota: 'operator',
  billing_hard_limit_reached: 'operator',
  billing_not_active: 'operator',
  invalid_api_key: 'operator',
  account_deactivated: 'operator',
  permission_denied: 'operator',
  unsupported_country_region_territory: 'operator',
  model_not_found: 'operator',
  invalid_request_error: 'ours',
  invalid_value: 'ours',
  invalid_event: 'ours',
  unknown_parameter: 'ours',
  missing_model: 'ours',
  beta_api_shape_disabled: 'ours',
  context_length_exceeded: 'ours',
  conversation_already_has_active_response: 'ours',
  response_cancel_not_active: 'ours',
  input_audio_buffer_commit_empty: 'ours',
};
/** Replaces an unknown code, so that metric labels stay few. */
const otherCode = 'other';

const byStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'invalid_api_key',
  403: 'permission_denied',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
};
/** Registered codes of WebSocket closes (IANA "WebSocket Close Code Number Registry"). */
const byCloseCode: Readonly<Record<number, string>> = { 3000: 'invalid_api_key', 3003: 'permission_denied' };

/** Everything that a failure may say about itself. */
interface Saying {
  code?: string | null | undefined;
  type?: string | null | undefined;
  /** A message or a close reason, which may contain codes ("invalid_request_error.model_not_found"). */
  message?: string | null | undefined;
  httpStatus?: number | undefined;
  closeCode?: number | undefined;
}

/** The longest wait that we accept, in ms, whatever the provider asks for. */
const longestWaitMs = 60_000;
const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** "Please try again in 2s", "in 350ms", "in 1m2s": the waiting time in ms. */
function waitOf(message: string): number | null {
  const said = /try again in ((?:\d+(?:\.\d+)?(?:ms|s|m))+)/i.exec(message)?.[1];
  if (said === undefined) return null;
  const parts = [...said.matchAll(/(\d+(?:\.\d+)?)(ms|s|m)/gi)];
  const ms = parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit.toLowerCase()] ?? 0),
    0,
  );
  return Math.min(longestWaitMs, Math.ceil(ms));
}

/** Classifies a failure by its most specific information. An unknown one counts as passing. */
export function readTrouble({ code, type, message, httpStatus = 0, closeCode = 0 }: Saying): ModelTrouble {
  const text = message ?? '';
  const named = [code, ...(text.match(/[a-z]+(?:_[a-z]+)+/g) ?? []).toReversed()];
  const status = byStatus[httpStatus] ?? (httpStatus >= 500 ? 'server_error' : undefined);
  const found = [...named, status, byCloseCode[closeCode], type].find(
    (name) => typeof name === 'string' && Object.hasOwn(kinds, name),
  );
  const known = found ?? otherCode;
  return { code: known, kind: kinds[known] ?? 'passing', retryAfterMs: waitOf(text) };
}

const longestReason = 300;

/** A reason that may be logged: of bounded length, on one line, and without anything like a key. */
export function toLogged(reason: string): string {
  return reason
    .replaceAll(/\b(?:sk|ek|key)[-_][\w*-]+/g, '[key]')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, longestReason);
}
