import { setTimeout as delay } from 'node:timers/promises';
import { type Carrier, type CarrierCall, noteError, type TwimlSource, toCallParams } from './carrier-call.ts';
import type { CarrierErrorCode } from './carrier-errors.ts';
import { gatherKeys, speakPrompts } from './gather-keys.ts';
import { type SignedRequestRecord, sendSigned } from './signed-request.ts';
import { connectStream } from './stream-connection.ts';
import { parseTwiml, type Verb } from './twiml-verbs.ts';

/** How a call's TwiML ended. */
export type ScriptEnd = 'hang_up' | 'rejected' | 'busy';
/** A call that is sent in circles ends here. Twilio's own bound is not documented [guess]. */
const maxDocuments = 100;

/**
 * Runs TwiML from `source` on until a document ends without sending the call on. Rejects when `signal` is aborted.
 * @param onDocument called as soon as the first document has arrived.
 */
export async function runScript(
  carrier: Carrier,
  call: CarrierCall,
  script: { source: TwimlSource; signal: AbortSignal; onDocument?: (verbs: readonly Verb[]) => void },
): Promise<ScriptEnd> {
  let next: TwimlSource | ScriptEnd = script.source;
  for (let documents = 0; typeof next !== 'string'; documents += 1) {
    if (documents === maxDocuments) {
      noteError(call, 12100, `more than ${maxDocuments} documents`);
      return 'hang_up';
    }
    const document = await load(carrier, call, next, script.signal);
    if (!document) return 'hang_up';
    if (documents === 0) script.onDocument?.(document.verbs);
    next = await runDocument(carrier, call, document, script.signal);
  }
  return next;
}

interface Document {
  verbs: readonly Verb[];
  /** The base for relative and missing addresses. */
  url: string;
}

async function load(
  carrier: Carrier,
  call: CarrierCall,
  source: TwimlSource,
  signal: AbortSignal,
): Promise<Document | null> {
  const document = await fetchDocument(carrier, call, source, signal);
  if (!('code' in document)) return document;
  noteError(call, document.code, document.detail);
  const { fallback } = call.order;
  if (fallback?.type !== 'url') return null;
  const params = { ErrorCode: String(document.code), ...(source.type === 'url' && { ErrorUrl: source.url }) };
  const second = await fetchDocument(carrier, call, { ...fallback, params }, signal);
  if (!('code' in second)) return second;
  noteError(call, second.code, second.detail);
  return null;
}

async function fetchDocument(
  carrier: Carrier,
  call: CarrierCall,
  source: TwimlSource,
  signal: AbortSignal,
): Promise<Document | { code: CarrierErrorCode; detail: string }> {
  if (source.type === 'document') return read(call, source.twiml, '');
  const answer = await ask(carrier, call, source, signal);
  if (answer.status === null) return { code: 11205, detail: answer.failure ?? '' };
  if (answer.status < 200 || answer.status > 299) return { code: 11200, detail: `HTTP ${answer.status}` };
  if (!/^(text|application)\/xml\b/.test(answer.contentType)) {
    return { code: 12300, detail: answer.contentType };
  }
  return read(call, answer.body, source.url);
}

function read(
  call: CarrierCall,
  xml: string,
  url: string,
): Document | { code: CarrierErrorCode; detail: string } {
  const twiml = parseTwiml(xml);
  if ('problem' in twiml) return { code: 12100, detail: twiml.problem };
  for (const warning of twiml.warnings) noteError(call, 12200, warning);
  return { verbs: twiml.verbs, url };
}

async function ask(
  carrier: Carrier,
  call: CarrierCall,
  source: Extract<TwimlSource, { type: 'url' }>,
  signal: AbortSignal,
): Promise<SignedRequestRecord> {
  const { askedAfterMs, answeredAfterMs, isRepeated } = carrier.faults.voiceWebhook;
  if (askedAfterMs > 0) await delay(askedAfterMs, undefined, { signal });
  const { url, method } = source;
  const params = { ...toCallParams(carrier, call), ...source.params };
  let answer = await sendSigned(carrier, { url, method, params, signal });
  call.webhooks.push(answer);
  if (isRepeated) {
    answer = await sendSigned(carrier, { url, method, params, signal }, answer.idempotencyToken);
    call.webhooks.push(answer);
  }
  if (answeredAfterMs > 0) await delay(answeredAfterMs, undefined, { signal });
  return answer;
}

async function runDocument(
  carrier: Carrier,
  call: CarrierCall,
  { verbs, url }: Document,
  signal: AbortSignal,
): Promise<TwimlSource | ScriptEnd> {
  const toSource = (
    target: string,
    method: 'GET' | 'POST',
    params?: Record<string, string>,
  ): TwimlSource => ({
    type: 'url',
    url: resolve(target, url),
    method,
    ...(params && { params }),
  });
  for (const verb of verbs) {
    signal.throwIfAborted();
    switch (verb.verb) {
      case 'Say':
      case 'Pause':
        await speakPrompts(carrier, call, [verb], signal);
        break;
      case 'Gather': {
        const digits = await gatherKeys(carrier, call, verb, signal);
        if (digits !== '' || verb.isActionOnEmptyResult) {
          return toSource(verb.action ?? '', verb.method, { Digits: digits });
        }
        break;
      }
      case 'Connect': {
        for (const extra of verb.streams.slice(1)) {
          noteError(call, 12200, `a call has one bidirectional stream: ${extra.url}`);
        }
        const noun = verb.streams[0];
        if (!noun) break;
        const after = await connectStream(carrier, call, noun, signal);
        if (after === 'call_ends') return 'hang_up';
        if (verb.action !== null) return toSource(verb.action, verb.method);
        break;
      }
      case 'Redirect':
        return toSource(verb.url, verb.method);
      case 'Reject':
        return verb.reason === 'busy' ? 'busy' : 'rejected';
      case 'Hangup':
        return 'hang_up';
    }
  }
  return 'hang_up';
}

/** An address in a document. One that cannot be resolved stays as written and fails when it is requested. */
function resolve(target: string, base: string): string {
  return URL.canParse(target, base || undefined) ? new URL(target, base || undefined).href : target || base;
}
