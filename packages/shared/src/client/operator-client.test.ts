import { expect, it } from 'vitest';
import { createOperatorClient } from './operator-client.ts';

/** A gateway that gives one answer and keeps the request. */
function gateway(answer: Response) {
  const asked: { url: string; method: string | undefined; bearer: string | null }[] = [];
  const send: typeof fetch = async (input, init) => {
    const bearer = new Headers(init?.headers).get('authorization');
    asked.push({ url: String(input), method: init?.method, bearer });
    return answer;
  };
  return { client: createOperatorClient('http://gateway.test', 'token', send), asked };
}

it('erases an unreadable session on the operator’s behalf', async () => {
  const { client, asked } = gateway(new Response(null, { status: 204 }));
  await client.eraseUnreadable('ses_aaaaaaaa');
  expect(asked).toEqual([
    {
      url: 'http://gateway.test/api/operator/sessions/ses_aaaaaaaa',
      method: 'DELETE',
      bearer: 'Bearer token',
    },
  ]);
});

it('says why a session is not erased', async () => {
  const body = { error: { code: 'session_not_found', message: 'No such session.' } };
  const { client } = gateway(new Response(JSON.stringify(body), { status: 404 }));
  await expect(client.eraseUnreadable('ses_aaaaaaaa')).rejects.toMatchObject({ code: 'session_not_found' });
});
