import { describe, expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { ApiError } from './gateway-call.ts';

type Answer = [status: number, body?: unknown];

/** Gives these answers in order, and notes each request as `METHOD path`. */
function answering(...answers: Answer[]) {
  const requests: string[] = [];
  const send: typeof fetch = async (input, init) => {
    requests.push(`${init?.method} ${new URL(String(input)).pathname}`);
    const [status, body] = answers.shift() ?? [599];
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };
  return { requests, client: createApiClient('http://gateway.test', send) };
}
const ticket: Answer = [201, { ticket: 't', expiresAt: 1 }];

describe('the API client', () => {
  it('forgets its candidate when it has left, and becomes a new one for the next call', async () => {
    const { client, requests } = answering([204], ticket, [204], [204], ticket);
    await client.ticket('ses_aaaaaaaa');
    await client.leave();
    await client.ticket('ses_aaaaaaaa');
    expect(requests).toEqual([
      'POST /api/candidate',
      'POST /api/sessions/ses_aaaaaaaa/ticket',
      'POST /api/candidate/leave',
      'POST /api/candidate',
      'POST /api/sessions/ses_aaaaaaaa/ticket',
    ]);
  });

  it('becomes a candidate once, before its first request', async () => {
    const { requests, client } = answering([204], ticket, ticket);
    await client.ticket('ses_aaaaaaaa');
    await client.ticket('ses_aaaaaaaa');
    expect(requests).toEqual([
      'POST /api/candidate',
      'POST /api/sessions/ses_aaaaaaaa/ticket',
      'POST /api/sessions/ses_aaaaaaaa/ticket',
    ]);
  });

  it('becomes a candidate again when the cookie is gone', async () => {
    const { requests, client } = answering([204], ticket, [401, {}], [204], ticket);
    await client.ticket('ses_aaaaaaaa');
    await expect(client.ticket('ses_aaaaaaaa')).resolves.toEqual({ ticket: 't', expiresAt: 1 });
    expect(requests.filter((line) => line === 'POST /api/candidate')).toHaveLength(2);
  });

  it('passes on the code, words and details of a refusal', async () => {
    const refusal = { error: { code: 'limited', message: 'Wait.', details: { retryAfterMs: 5 } } };
    const { client } = answering([204], [429, refusal]);
    await expect(client.session('ses_aaaaaaaa')).rejects.toMatchObject({
      code: 'limited',
      status: 429,
      message: 'Wait.',
      details: { retryAfterMs: 5 },
    });
  });

  it('says of a practice that is refused what its details tell', async () => {
    const error = { code: 'practice_unavailable', message: 'Cannot.', details: { reason: 'no_plan' } };
    const { client } = answering([204], [409, { error }], [409, { error: { ...error, details: {} } }]);
    await expect(client.session('ses_aaaaaaaa')).rejects.toThrow('This interview has no plan to repeat.');
    await expect(client.session('ses_aaaaaaaa')).rejects.toThrow('Cannot.');
  });

  it('reports an answer that does not match the contract', async () => {
    const { client } = answering([204], [201, { ticket: 7 }]);
    await expect(client.ticket('ses_aaaaaaaa')).rejects.toMatchObject({ code: 'answer_unreadable' });
  });

  it('reports a missing answer, and tries to become a candidate again next time', async () => {
    let isDown = true;
    const requests: string[] = [];
    const client = createApiClient('http://gateway.test', async (input) => {
      if (isDown) throw new TypeError('fetch failed');
      requests.push(new URL(String(input)).pathname);
      return requests.length === 1 ? new Response(null, { status: 204 }) : Response.json(ticket[1]);
    });
    await expect(client.ticket('ses_aaaaaaaa')).rejects.toBeInstanceOf(ApiError);
    isDown = false;
    await client.ticket('ses_aaaaaaaa');
    expect(requests[0]).toBe('/api/candidate');
  });

  it('keeps an id from turning into another path', async () => {
    const { requests, client } = answering([204], [404, {}]);
    await expect(client.session('../operator/sessions')).rejects.toMatchObject({ status: 404 });
    expect(requests[1]).toBe('GET /api/sessions/..%2Foperator%2Fsessions');
  });
});
