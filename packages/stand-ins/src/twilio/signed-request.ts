import { randomUUID } from 'node:crypto';
import twilio from 'twilio';
import { type PublicAddress, toLocalAddress } from './public-address.ts';
import type { Method } from './twiml-verbs.ts';

/** One request to the application and its outcome. `status` is null when there was no answer. */
export interface SignedRequestRecord {
  url: string;
  method: Method;
  params: Readonly<Record<string, string>>;
  idempotencyToken: string;
  /** How often it was sent until there was an answer. */
  attempts: number;
  /** Epoch ms. */
  sentAt: number;
  answeredAt: number | null;
  status: number | null;
  contentType: string;
  body: string;
  /** Why there was no answer. */
  failure: string | null;
}

export interface Signer {
  authToken: string;
  publicUrl?: PublicAddress | undefined;
}

/** How long Twilio waits for a webhook (docs, "Webhooks connection overrides"). */
const timeoutMs = 15_000;
const bodyLimit = 64 * 1024;

/**
 * Sends a form as the carrier does: signed over the public address, never over a fragment, and sent to the local
 * address. A connection that cannot be made is tried once more with the same idempotency token. Rejects only on
 * `signal`.
 */
export async function sendSigned(
  signer: Signer,
  request: { url: string; method: Method; params: Readonly<Record<string, string>>; signal: AbortSignal },
  idempotencyToken: string = randomUUID(),
): Promise<SignedRequestRecord> {
  const first = await sendOnce(signer, request, idempotencyToken);
  if (first.failure !== 'connection') return first;
  return { ...(await sendOnce(signer, request, idempotencyToken)), attempts: 2 };
}

/** The signature of a media stream's upgrade: over the public `wss` address, without parameters. */
export function signUpgrade(signer: Signer, url: string): string {
  return twilio.getExpectedTwilioSignature(signer.authToken, url, {});
}

async function sendOnce(
  signer: Signer,
  request: { url: string; method: Method; params: Readonly<Record<string, string>>; signal: AbortSignal },
  idempotencyToken: string,
): Promise<SignedRequestRecord> {
  const { method, params, signal } = request;
  const bare = request.url.split('#')[0] ?? '';
  const url = method === 'GET' ? withQuery(bare, params) : bare;
  const signed = twilio.getExpectedTwilioSignature(signer.authToken, url, method === 'GET' ? {} : params);
  const record: SignedRequestRecord = {
    ...{ url, method, params, idempotencyToken, attempts: 1, sentAt: Date.now(), answeredAt: null },
    ...{ status: null, contentType: '', body: '', failure: null },
  };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(toLocalAddress(url, signer.publicUrl), {
      method,
      redirect: 'manual',
      headers: {
        'X-Twilio-Signature': signed,
        'I-Twilio-Idempotency-Token': idempotencyToken,
        'User-Agent': 'TwilioProxy/1.1',
      },
      signal: AbortSignal.any([signal, timeout]),
      ...(method === 'POST' && { body: new URLSearchParams(params) }),
    });
    record.body = (await response.text()).slice(0, bodyLimit);
    record.contentType = response.headers.get('content-type') ?? '';
    record.status = response.status;
  } catch (error) {
    signal.throwIfAborted();
    record.failure = timeout.aborted ? 'timeout' : 'connection';
    // Otherwise a mistake of our own would pass for a connection problem.
    if (!timeout.aborted && !(error instanceof TypeError)) throw error;
  }
  record.answeredAt = Date.now();
  return record;
}

function withQuery(url: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}
