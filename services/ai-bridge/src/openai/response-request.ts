import type { ReportFailure } from '@ringback/shared/contract/report-status';
import OpenAI from 'openai';
import type { Response } from 'openai/resources/responses/responses';
import type { Prompt } from '../domain/report/prompts.ts';
import type { Asked, ReportTrouble, ReportUse } from '../domain/report/report-port.ts';
import { pause } from './pause.ts';
import { readTrouble } from './provider-errors.ts';
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

function toUse(model: string, { usage }: Response): { used?: ReportUse } {
  if (!usage) return {};
  const cached = usage.input_tokens_details?.cached_tokens ?? 0;
  return { used: { model, input: usage.input_tokens, cached, output: usage.output_tokens } };
}

function readResponse<T>(model: string, response: Response, format: ReportFormat<T>): Asked<T> {
  const fail = (failed: ReportTrouble): Asked<T> => ({
    outcome: 'failed',
    trouble: failed,
    ...toUse(model, response),
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
    : { outcome: 'answered', answer, ...toUse(model, response) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a request that brought no response says, and how long the provider asks to be left alone. */
function readError(error: unknown): { trouble: ReportTrouble; isWorthRepeating: boolean; afterMs: number } {
  if (!(error instanceof OpenAI.APIError))
    return { trouble: trouble('malformed', true), isWorthRepeating: false, afterMs: 0 };
  const status: number | undefined = error.status;
  if (status === undefined)
    return { trouble: trouble('unreachable', true), isWorthRepeating: true, afterMs: pauseMs };
  const { code, type, message } = error;
  const read = readTrouble({ code: code ?? null, type: type ?? null, message, httpStatus: status });
  const detail = `${status} ${read.code}`;
  if (quotaCodes.has(read.code))
    return { trouble: trouble('quota', false, detail), isWorthRepeating: false, afterMs: 0 };
  const isPassing = read.kind === 'passing';
  const asked = Number(error.headers?.get('retry-after') ?? Number.NaN) * 1_000;
  const afterMs = Math.min(
    longestPauseMs,
    Math.max(pauseMs, Number.isFinite(asked) ? asked : (read.retryAfterMs ?? 0)),
  );
  return {
    trouble: trouble(isPassing ? 'failed' : 'refused', isPassing, detail),
    isWorthRepeating: isPassing,
    afterMs,
  };
}

/**
 * Asks a model one question by the Responses API and reads its answer. Settles within `boundMs`, or as soon as `signal`
 * stops it; asks again where that may help. Never rejects for anything that the other side does.
 */
export async function requestResponse<T>(
  client: OpenAI,
  request: {
    model: string;
    prompt: Prompt;
    format: ReportFormat<T>;
    /** The candidate for the provider's eyes: hashed. */
    candidate: string;
    signal: AbortSignal;
    boundMs: number;
  },
): Promise<Asked<T>> {
  const { model, prompt, format, boundMs } = request;
  const within = AbortSignal.any([request.signal, AbortSignal.timeout(boundMs)]);
  const tooSlow: Asked<T> = { outcome: 'failed', trouble: trouble('too_slow', true, `${boundMs} ms`) };
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await client.responses.create(
        {
          model,
          instructions: prompt.instructions,
          input: [{ role: 'user', content: prompt.input }],
          text: { format: { type: 'json_schema', name: prompt.name, strict: true, schema: format.schema } },
          // Only reasoning models take an effort.
          ...(/^(gpt-[5-9]|o\d)/.test(model) ? { reasoning: { effort: 'low' as const } } : {}),
          max_output_tokens: mostOutputTokens,
          // The calls of one report begin alike; the hash of its candidate keeps them together.
          prompt_cache_key: `${prompt.name}-${request.candidate.slice(0, 16)}`,
          safety_identifier: request.candidate,
          store: false,
        },
        { signal: within },
      );
      return readResponse(model, response, format);
    } catch (error) {
      if (within.aborted) return tooSlow;
      const read = readError(error);
      if (!read.isWorthRepeating || attempt >= mostTries) return { outcome: 'failed', trouble: read.trouble };
      if (!(await pause(read.afterMs, within))) return tooSlow;
    }
  }
}
