import { randomInt } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type ProtocolError, refusal, toProtocolError } from '../protocol/protocol-error.ts';
import { createId, createRandom } from '../protocol/random.ts';
import { textTokens } from '../protocol/usage.ts';
import { planFor } from './plan-rules.ts';
import { reportByRules } from './report/report-rules.ts';
import { inputOf, type ResponseRequest, responseRequestSchema } from './request-schema.ts';
import { strictSchemaFault } from './strict-schema.ts';

/** What a test can make go wrong. Counts go down by themselves. */
export interface ResponsesFaults {
  /** Wait before the answer. A client that leaves meanwhile gets none. */
  delayMs: number;
  /** Answer the next requests with this status (429 and 503 with `retry-after`) and, if given, this code. */
  refuse: { status: number; times: number; retryAfterSeconds?: number; code?: string } | null;
  /** The kind of answers: correct, cut off by the token limit, not JSON, of another shape, or a refusal. */
  answer: 'right' | 'incomplete' | 'not_json' | 'other_shape' | 'refusal' | 'failed';
  /** Why an incomplete answer was cut. */
  incompleteReason: 'max_output_tokens' | 'content_filter' | 'max_messages' | 'steered';
}

/** The stand-in's Responses API. It is strict about its input and answers by stated rules. */
export interface ResponsesStandIn {
  readonly listener: RequestListener;
  readonly faults: ResponsesFaults;
  /** Bodies of the accepted requests, oldest first. The last hundred. */
  readonly requests: readonly ResponseRequest[];
}

const MODELS = /^(gpt-|o\d)/;
const MAX_BODY_BYTES = 1024 * 1024;
const KEPT_REQUESTS = 100;

export function createResponsesStandIn(
  options: {
    apiKey?: string;
    faults?: Partial<ResponsesFaults>;
    /** What goes wrong with this request alone. It is answered when this resolves. */
    faultsOf?: (body: unknown) => Promise<Partial<ResponsesFaults>>;
  } = {},
): ResponsesStandIn {
  const ofAll: ResponsesFaults = {
    ...{ delayMs: 0, refuse: null, answer: 'right', incompleteReason: 'max_output_tokens' },
    ...options.faults,
  };
  const requests: ResponseRequest[] = [];
  const random = createRandom(randomInt(2 ** 31));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fail = (status: number, error: ProtocolError, headers: Record<string, string> = {}) =>
      send(response, status, { error }, headers);
    if (request.url?.split('?')[0] !== '/v1/responses' || request.method !== 'POST') {
      return fail(404, refusal('not_found', `Invalid URL (${request.method} ${request.url})`));
    }
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined || (options.apiKey !== undefined && key !== options.apiKey)) {
      return fail(401, refusal('invalid_api_key', 'Incorrect API key provided.'));
    }
    const body = await readJson(request);
    const faults = { ...ofAll, ...(await options.faultsOf?.(body)) };
    if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs).unref());
    if (faults.refuse !== null && faults.refuse.times > 0) {
      faults.refuse.times -= 1;
      const { status, retryAfterSeconds, code } = faults.refuse;
      const headers: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      const usual = status === 429 ? 'rate_limit_exceeded' : 'server_error';
      return fail(status, refusal(code ?? usual, 'Try again.'), headers);
    }
    if (body === null) return fail(400, refusal('invalid_json', 'We could not parse the JSON body.'));
    const parsed = responseRequestSchema.safeParse(body);
    if (!parsed.success) return fail(400, toProtocolError(parsed.error, body, ''));
    const wanted = parsed.data;
    if (!MODELS.test(wanted.model)) {
      return fail(404, refusal('model_not_found', `The model '${wanted.model}' does not exist.`, 'model'));
    }
    const format = wanted.text?.format;
    const fault =
      format?.type === 'json_schema' && format.strict === true ? strictSchemaFault(format.schema) : null;
    if (fault !== null && format?.type === 'json_schema') {
      const message = `Invalid schema for response_format '${format.name}': ${fault}`;
      return fail(400, refusal('invalid_json_schema', message, 'text.format.schema'));
    }
    requests.push(wanted);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    send(response, 200, toResponse(wanted, faults));
  }

  /** The content of a response's one message. */
  function contentOf(
    wanted: ResponseRequest,
    faults: ResponsesFaults,
  ): { type: string; [key: string]: unknown } {
    const made = answerByRules(wanted);
    if (made === null || faults.answer === 'refusal') {
      return {
        type: 'refusal',
        refusal: 'The local stand-in plans interviews and judges answers, by rules.',
      };
    }
    const texts = {
      right: JSON.stringify(made),
      incomplete: JSON.stringify(made).slice(0, 40),
      not_json: 'Here is your plan: first we talk.',
      other_shape: JSON.stringify({ competencies: [], mustCover: 'everything' }),
      failed: '',
    };
    return { type: 'output_text', text: texts[faults.answer], annotations: [], logprobs: [] };
  }

  function toResponse(wanted: ResponseRequest, faults: ResponsesFaults): object {
    const content = contentOf(wanted, faults);
    const isCut = faults.answer === 'incomplete';
    const hasFailed = faults.answer === 'failed';
    const input = textTokens(`${wanted.instructions ?? ''}${inputOf(wanted)}`);
    const output = textTokens(JSON.stringify(content));
    const status = isCut ? 'incomplete' : hasFailed ? 'failed' : 'completed';
    return {
      id: createId('resp', random),
      object: 'response',
      created_at: Math.floor(Date.now() / 1000),
      status,
      model: wanted.model,
      error: hasFailed ? { code: 'server_error', message: 'The model failed.' } : null,
      incomplete_details: isCut ? { reason: faults.incompleteReason } : null,
      output: hasFailed
        ? []
        : [
            {
              id: `msg_${createId('item', random)}`,
              type: 'message',
              role: 'assistant',
              status,
              content: [content],
            },
          ],
      usage: {
        input_tokens: input,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: output,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: input + output,
      },
    };
  }

  return {
    faults: ofAll,
    requests,
    listener: (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The body, null when it is no JSON. Rejects when it is too large or breaks off. */
/** What the rules answer, in the shape that was asked for. Null where they know no answer, or none of that shape. */
function answerByRules(wanted: ResponseRequest): object | null {
  const format = wanted.text?.format;
  if (format?.type !== 'json_schema') return null;
  const input = inputOf(wanted);
  const made = format.name === 'interview_plan' ? planFor(input) : reportByRules(format.name, input);
  const fits = z
    .fromJSONSchema(format.schema as Parameters<typeof z.fromJSONSchema>[0])
    .safeParse(made).success;
  return fits ? made : null;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
