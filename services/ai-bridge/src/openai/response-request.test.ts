import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReportFailure } from '@ringback/shared/contract/report-status';
import {
  createResponsesStandIn,
  type ResponsesFaults,
} from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { afterEach, describe, expect, it } from 'vitest';
import { buildSupportPrompt } from '../domain/report/prompts.ts';
import type { ReportUse } from '../domain/report/report-port.ts';
import { createPlanClient } from './plan-request.ts';
import { supportFormat } from './report-format.ts';
import { requestResponse } from './response-request.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const enough = async (_most: ReportUse): Promise<ReportFailure | null> => null;

interface AskOptions {
  boundMs?: number;
  signal?: AbortSignal;
  model?: string;
  hold?: typeof enough;
}
function ask(baseUrl: string, options: AskOptions = {}) {
  const {
    boundMs = 6_000,
    signal = new AbortController().signal,
    model = 'gpt-6-luna',
    hold = enough,
  } = options;
  const claim = { claim: 'They led it.', segments: [{ id: 's001', text: 'I led it.' }] };
  return requestResponse(createPlanClient({ apiKey: 'sk-local', baseUrl }), {
    ...{ model, boundMs, signal, hold, candidate: 'f'.repeat(64) },
    ...{ prompt: buildSupportPrompt(claim), format: supportFormat() },
  });
}

async function begin(faults: Partial<ResponsesFaults> = {}) {
  const standIn = createResponsesStandIn({ apiKey: 'sk-local', faults });
  return { standIn, baseUrl: await listen(createServer(standIn.listener)) };
}

describe('asking about a report', () => {
  it('sends a strict schema, stores nothing, names the candidate by a hash, and tells what it used', async () => {
    const { standIn, baseUrl } = await begin();
    expect(await ask(baseUrl)).toMatchObject({
      outcome: 'answered',
      answer: { verdict: expect.stringMatching(/^(supports|partly|no)$/) },
      used: { model: 'gpt-6-luna', input: expect.any(Number), output: expect.any(Number) },
    });
    expect(standIn.requests[0]).toMatchObject({
      store: false,
      safety_identifier: 'f'.repeat(64),
      text: { format: { name: 'report_support', strict: true } },
    });
  });

  it.each<[reason: string, passing: boolean, faults: Partial<ResponsesFaults>]>([
    ['refusal', false, { answer: 'refusal' }],
    ['failed', true, { answer: 'failed' }],
    ['malformed', true, { answer: 'not_json' }],
    ['malformed', true, { answer: 'other_shape' }],
    ['max_output_tokens', true, { answer: 'incomplete' }],
    ['content_filter', false, { answer: 'incomplete', incompleteReason: 'content_filter' }],
    ['max_messages', true, { answer: 'incomplete', incompleteReason: 'max_messages' }],
    ['steered', true, { answer: 'incomplete', incompleteReason: 'steered' }],
  ])('says why there is no answer, which is paid all the same: %s', async (reason, passing, faults) => {
    const { baseUrl } = await begin(faults);
    expect(await ask(baseUrl)).toMatchObject({
      outcome: 'failed',
      trouble: { reason, passing },
      used: { input: expect.any(Number) },
    });
  });

  it.each([429, 500, 503])('asks three times in all where the provider says %i', async (status) => {
    const { standIn, baseUrl } = await begin({ refuse: { status, times: 2 } });
    expect(await ask(baseUrl)).toMatchObject({ outcome: 'answered' });
    standIn.faults.refuse = { status, times: 3 };
    expect(await ask(baseUrl)).toMatchObject({
      outcome: 'failed',
      trouble: { reason: 'failed', passing: true },
    });
    expect(standIn.faults.refuse?.times).toBe(0);
  });

  it.each<Partial<ResponsesFaults>>([{ answer: 'not_json' }, { answer: 'incomplete' }])(
    'asks up to three times where an answer cannot be used, and counts each: %o',
    async (faults) => {
      const { standIn, baseUrl } = await begin(faults);
      const mendAfter = (requests: number) => async () => {
        if (standIn.requests.length >= requests) standIn.faults.answer = 'right';
        return null;
      };
      const { used } = await ask(baseUrl, { hold: mendAfter(2) });
      expect(standIn.requests).toHaveLength(3);
      const [once] = [await ask(baseUrl)];
      expect(once).toMatchObject({ outcome: 'answered' });
      expect(used?.input).toBe(3 * (once?.used?.input ?? 0));
    },
  );

  it('asks nothing without money for it, and not again where it is short', async () => {
    const { standIn, baseUrl } = await begin({ answer: 'not_json' });
    expect(await ask(baseUrl, { hold: async () => 'too_expensive' })).toMatchObject({
      trouble: { reason: 'too_expensive', passing: false },
    });
    expect(standIn.requests).toHaveLength(0);
    const once = async () => (standIn.requests.length === 0 ? null : 'too_expensive');
    expect(await ask(baseUrl, { hold: once })).toMatchObject({ trouble: { reason: 'malformed' } });
    expect(standIn.requests).toHaveLength(1);
  });

  it('counts the most that a request may have used if nothing came back, and nothing for a refusal', async () => {
    const { standIn, baseUrl } = await begin({ delayMs: 60_000 });
    const holds: ReportUse[] = [];
    const hold = async (most: ReportUse) => {
      holds.push(most);
      return null;
    };
    expect((await ask(baseUrl, { boundMs: 100, hold })).used).toEqual(holds[0]);
    expect(holds).toEqual([{ model: 'gpt-6-luna', input: expect.any(Number), cached: 0, output: 8_000 }]);
    expect(holds[0]?.input).toBeGreaterThan(100);
    Object.assign(standIn.faults, { delayMs: 0, refuse: { status: 503, times: 3 } });
    expect((await ask(baseUrl)).used).toBeUndefined();
  });

  it('knows an account without money from a busy provider, and asks it once', async () => {
    let asked = 0;
    const answer = (response: ServerResponse) => {
      asked += 1;
      const error = { code: 'insufficient_quota', type: 'insufficient_quota', message: 'You exceeded it.' };
      response.writeHead(429, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };
    const baseUrl = await listen(createServer((_request, response) => answer(response)));
    expect(await ask(baseUrl)).toMatchObject({
      outcome: 'failed',
      trouble: { reason: 'quota', passing: false, detail: '429 insufficient_quota' },
    });
    expect(asked).toBe(1);
  });

  it('does not ask again what was refused for good', async () => {
    const { standIn, baseUrl } = await begin();
    expect(await ask(baseUrl, { model: 'claude' })).toMatchObject({
      outcome: 'failed',
      trouble: { reason: 'refused', passing: false, detail: '404 model_not_found' },
    });
    expect(standIn.requests).toHaveLength(0);
  });

  it('waits no longer than its bound, and stops when it is told to', async () => {
    const { baseUrl } = await begin({ delayMs: 60_000 });
    const slow = { outcome: 'failed', trouble: { reason: 'too_slow', passing: true } };
    expect(await ask(baseUrl, { boundMs: 100 })).toMatchObject(slow);
    const stopped = new AbortController();
    setTimeout(() => stopped.abort(), 50);
    expect(await ask(baseUrl, { signal: stopped.signal })).toMatchObject(slow);
    expect(await ask('http://127.0.0.1:9/v1', { boundMs: 4_000 })).toMatchObject({
      trouble: { reason: 'unreachable', passing: true },
    });
  });
});
