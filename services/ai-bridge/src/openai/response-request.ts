import type { ReportFailure } from '@ringback/shared/contract/report-status';
import OpenAI from 'openai';
import type { Response } from 'openai/resources/responses/responses';
import type { Prompt } from '../domain/report/prompts.ts';
import type { Asked, AskedBy, ReportTrouble, ReportUse } from '../domain/report/report-port.ts';
import { pause } from './pause.ts';
import { readTrouble } from './provider-errors.ts';
import { toReasoning } from './reasoning.ts';
import type { ReportFormat } from './report-format.ts';

/** Reasoning counts into the tokens that come out (OpenAI guide "Reasoning"): room for it and for the longest answer. */
const mostOutputTokens = 8_000;
const mostTries = 3;
const pauseMs = 500;
const longestPauseMs = 20_000;

/** Our words for what the provider says. What passes by itself is `failed`, everything else `refused`. */
const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
const cutReasons = ['max_output_tokens', 'content_filter', 'max_messages', 'steered'] as const;

const trouble = (reason: ReportFailure, isPassing: boolean, detail = ''): ReportTrouble => ({
  reason,
  passing: isPassing,
  detail: detail.slice(0, 80),
});

/** What one request came to. `used` null: nothing, because the provider did not begin with it. */
type Result<T> = { used: ReportUse | null; isWorthRepeating: boolean; afterMs: number } & (
  | { outcome: 'answered'; answer: T }
  | { outcome: 'failed'; trouble: ReportTrouble }
);

/** A token is about four bytes of text. */
const bytesPerToken = 4;

/** The most that a request may use. */
function mostUse<T>(model: string, prompt: Prompt, format: ReportFormat<T>): ReportUse {
  const text = prompt.instructions + prompt.input + JSON.stringify(format.schema);
  const input = Math.ceil(Buffer.byteLength(text) / bytesPerToken);
  return { model, input, cached: 0, output: mostOutputTokens };
}

function toUse({ model, ...most }: ReportUse, { usage }: Response): ReportUse {
  if (!usage) return { model, ...most };
  const cached = usage.input_tokens_details?.cached_tokens ?? 0;
  return { model, input: usage.input_tokens, cached, output: usage.output_tokens };
}

const together = (one: ReportUse | null, other: ReportUse | null): ReportUse | null =>
  one === null || other === null
    ? (one ?? other)
    : {
        model: other.model,
        input: one.input + other.input,
        cached: one.cached + other.cached,
        output: one.output + other.output,
      };

function readResponse<T>(most: ReportUse, response: Response, format: ReportFormat<T>): Result<T> {
  const used = toUse(most, response);
  // Another sample of the same question may be whole.
  const fail = (failed: ReportTrouble): Result<T> => ({
    ...{ outcome: 'failed', trouble: failed, used, isWorthRepeating: failed.passing, afterMs: 0 },
  });
  if (response.status === 'incomplete') {
    const cut: string = response.incomplete_details?.reason ?? '';
    const known = cutReasons.find((reason) => reason === cut);
    return fail(trouble(known ?? 'failed', known !== 'content_filter', cut));
  }
  if (response.status !== 'completed') return fail(trouble('failed', true, response.error?.code));
  const contents = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (contents.some(({ type }) => type === 'refusal')) return fail(trouble('refusal', false));
  const text = contents.map((content) => (content.type === 'output_text' ? content.text : '')).join('');
  const answer = format.read(parse(text));
  return answer === null
    ? fail(trouble('malformed', true))
    : { outcome: 'answered', answer, used, isWorthRepeating: false, afterMs: 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a request that brought no response says, and how long the provider asks to be left alone. */
function readError(error: unknown, most: ReportUse): Result<never> {
  const failed = { outcome: 'failed', used: null } as const;
  if (!(error instanceof OpenAI.APIError))
    return { ...failed, used: most, trouble: trouble('malformed', true), isWorthRepeating: true, afterMs: 0 };
  const status: number | undefined = error.status;
  if (status === undefined)
    return { ...failed, trouble: trouble('unreachable', true), isWorthRepeating: true, afterMs: pauseMs };
  const { code, type, message } = error;
  const read = readTrouble({ code: code ?? null, type: type ?? null, message, httpStatus: status });
  const detail = `${status} ${read.code}`;
  if (quotaCodes.has(read.code))
    return { ...failed, trouble: trouble('quota', false, detail), isWorthRepeating: false, afterMs: 0 };
  const isPassing = read.kind === 'passing';
  const asked = Number(error.headers?.get('retry-after') ?? Number.NaN) * 1_000;
  const afterMs = Math.min(
    longestPauseMs,
    Math.max(pauseMs, Number.isFinite(asked) ? asked : (read.retryAfterMs ?? 0)),
  );
  const reason = isPassing ? 'failed' : 'refused';
  return { ...failed, trouble: trouble(reason, isPassing, detail), isWorthRepeating: isPassing, afterMs };
}

interface ResponseRequest<T> extends AskedBy {
  model: string;
  prompt: Prompt;
  format: ReportFormat<T>;
  boundMs: number;
}

async function sendOnce<T>(
  client: OpenAI,
  { model, prompt, format, candidate }: ResponseRequest<T>,
  most: ReportUse,
  within: AbortSignal,
): Promise<Result<T>> {
  try {
    const response = await client.responses.create(
      {
        model,
        instructions: prompt.instructions,
        input: [{ role: 'user', content: prompt.input }],
        text: { format: { type: 'json_schema', name: prompt.name, strict: true, schema: format.schema } },
        ...toReasoning(model),
        max_output_tokens: mostOutputTokens,
        // The calls of one report begin alike; the hash of its candidate keeps them together.
        prompt_cache_key: `${prompt.name}-${candidate.slice(0, 16)}`,
        safety_identifier: candidate,
        store: false,
      },
      { signal: within },
    );
    return readResponse(most, response, format);
  } catch (error) {
    return readError(error, most);
  }
}

/**
 * Asks a model one question by the Responses API and reads its answer. Settles within `boundMs` of its first request, or
 * as soon as `signal` stops it; asks again where that may help and there is money for it. Rejects only without Redis.
 */
export async function requestResponse<T>(client: OpenAI, request: ResponseRequest<T>): Promise<Asked<T>> {
  const { model, prompt, format, boundMs, signal } = request;
  const most = mostUse(model, prompt, format);
  const short = await request.hold(most);
  if (short !== null) return { outcome: 'failed', trouble: trouble(short, false) };
  const within = AbortSignal.any([signal, AbortSignal.timeout(boundMs)]);
  const tooSlow = { outcome: 'failed', trouble: trouble('too_slow', true, `${boundMs} ms`) } as const;
  let used: ReportUse | null = null;
  const told = () => (used === null ? {} : { used });
  for (let attempt = 1; !within.aborted; attempt++) {
    const {
      used: usedNow,
      isWorthRepeating,
      afterMs,
      ...result
    } = await sendOnce(client, request, most, within);
    const isCut = within.aborted && result.outcome === 'failed';
    used = together(used, isCut ? (usedNow ?? most) : usedNow);
    if (isCut) break;
    const isLast = !isWorthRepeating || attempt >= mostTries;
    if (isLast || (usedNow !== null && (await request.hold(most)) !== null)) return { ...result, ...told() };
    if (!(await pause(afterMs, within))) break;
  }
  return { ...tooSlow, ...told() };
}
