import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import {
  createResponsesStandIn,
  type ResponsesFaults,
} from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { afterEach, describe, expect, it } from 'vitest';
import { createPlanClient, requestPlan } from './plan-request.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough',
});

async function begin(faults: Partial<ResponsesFaults> = {}) {
  const standIn = createResponsesStandIn({ apiKey: 'sk-local', faults });
  const server = createServer(standIn.listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const ask = (
    options: { apiKey?: string; boundMs?: number; signal?: AbortSignal; baseUrl?: string } = {},
  ) => {
    const { apiKey = 'sk-local', baseUrl = `http://127.0.0.1:${port}/v1`, boundMs = 6_000 } = options;
    const signal = options.signal ?? new AbortController().signal;
    const client = createPlanClient({ apiKey, baseUrl });
    return requestPlan(client, { model: 'gpt-5.4-mini', jobConfiguration, signal, boundMs });
  };
  return { standIn, ask };
}

describe('asking for a plan', () => {
  it('sends a strict schema and the job as data, and returns a draft with its cost', async () => {
    const { standIn, ask } = await begin();
    expect(await ask()).toMatchObject({
      outcome: 'draft',
      draft: { mustCover: ['Experience with sourdough'] },
      used: { by: 'planner', text: { output: expect.any(Number) } },
    });
    expect(standIn.requests[0]).toMatchObject({
      store: false,
      max_output_tokens: 2_000,
      text: { format: { name: 'interview_plan', strict: true } },
      input: [{ role: 'user', content: expect.stringContaining('<job_configuration>') }],
    });
  });

  it.each([429, 500, 503])('retries once after %i', async (status) => {
    const { standIn, ask } = await begin({ refuse: { status, times: 1 } });
    expect(await ask()).toMatchObject({ outcome: 'draft' });
    standIn.faults.refuse = { status, times: 2 };
    expect(await ask()).toMatchObject({ outcome: 'failed', reason: 'refused', detail: String(status) });
    expect(standIn.requests).toHaveLength(1);
  });

  it('does not retry where that cannot help, nor after its time is over', async () => {
    const { ask } = await begin();
    expect(await ask({ apiKey: 'sk-wrong' })).toMatchObject({ reason: 'refused', detail: '401' });
    const { ask: later } = await begin({ refuse: { status: 429, times: 1, retryAfterSeconds: 30 } });
    expect(await later({ boundMs: 400 })).toMatchObject({ reason: 'too_slow' });
    expect(await ask({ baseUrl: 'http://127.0.0.1:1/v1' })).toMatchObject({ reason: 'unreachable' });
  });

  it('gives up when its time is over, and at once when it is stopped', async () => {
    const { ask } = await begin({ delayMs: 60_000 });
    expect(await ask({ boundMs: 200 })).toMatchObject({ outcome: 'failed', reason: 'too_slow' });
    const stopping = new AbortController();
    const asked = ask({ signal: stopping.signal });
    stopping.abort();
    expect(await asked).toMatchObject({ outcome: 'failed', reason: 'stopped' });
  });

  it.each([
    ['incomplete', 'incomplete'],
    ['not_json', 'malformed'],
    ['other_shape', 'malformed'],
    ['refusal', 'refusal'],
    ['failed', 'refused'],
  ] as const)('an answer that is %s is none', async (answer, reason) => {
    const { ask } = await begin({ answer });
    expect(await ask()).toMatchObject({ outcome: 'failed', reason });
  });
});
