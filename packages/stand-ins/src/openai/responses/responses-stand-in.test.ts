import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createResponsesStandIn } from './responses-stand-in.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const planSchema = z.object({
  competencies: z.array(z.string()),
  mustCover: z.array(z.string()),
  warmUp: z.string(),
  curveball: z.string().nullable(),
});
const job = {
  jobTitle: 'Baker',
  company: 'Acme',
  jobDescription: '- Experience with sourdough\n- You will lead a team of five',
  resume: 'Led a team of three.',
  kind: 'technical',
  difficulty: 3,
};
const input = `<job_configuration>\n${JSON.stringify(job)}\n</job_configuration>`;
const format = zodTextFormat(planSchema, 'interview_plan');

const withSchema = (schema: object) => ({
  text: {
    format: { ...format, schema: { type: 'object', properties: { a: { type: 'string' } }, ...schema } },
  },
});

/** The official client, unchanged. */
async function begin(apiKey = 'sk-local') {
  const standIn = createResponsesStandIn({ apiKey: 'sk-local' });
  const server = createServer(standIn.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  const { port } = server.address() as AddressInfo;
  const client = new OpenAI({ apiKey, baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
  return { standIn, client };
}

describe('the Responses stand-in', () => {
  test('makes a plan by its rules that the official client can parse, with what the résumé lacks first', async () => {
    const { client, standIn } = await begin();
    const response = await client.responses.parse({ model: 'gpt-5.4-mini', input, text: { format } });
    expect(response.output_parsed).toEqual({
      competencies: ['technical depth', 'finding causes', 'weighing trade-offs'],
      mustCover: ['Experience with sourdough', 'You will lead a team of five'],
      warmUp: 'Which part of your work so far brings you to the position of Baker at Acme?',
      curveball: 'What would make you turn this job down?',
    });
    expect(response.usage?.output_tokens).toBeGreaterThan(20);
    expect(standIn.requests).toHaveLength(1);
  });

  test.each([
    ['an unknown parameter', { temprature: 1 }, 'unknown_parameter'],
    ['no input', { input: undefined }, 'missing_required_parameter'],
    ['an unknown model', { model: 'claude' }, 'model_not_found'],
    ['a schema that allows other keys', withSchema({ required: ['a'] }), 'invalid_json_schema'],
    ['a schema with an optional key', withSchema({ additionalProperties: false }), 'invalid_json_schema'],
    [
      'a length in a strict schema',
      withSchema({
        additionalProperties: false,
        required: ['a'],
        properties: { a: { type: 'string', maxLength: 3 } },
      }),
      'invalid_json_schema',
    ],
  ])('refuses %s', async (_what, wrong, code) => {
    const { client, standIn } = await begin();
    const body = { model: 'gpt-5.4-mini', input, text: { format }, ...wrong };
    await expect(client.responses.create(body as never)).rejects.toMatchObject({ code });
    expect(standIn.requests).toEqual([]);
  });

  test('judges an answer by its rules, in the shape that was asked for or not at all', async () => {
    const { client } = await begin();
    const claim = { claim: 'Own actions are told.', segments: [{ id: 's001', text: 'I asked them all.' }] };
    const ask = (shape: z.ZodObject) =>
      client.responses.create({
        model: 'gpt-6-luna',
        input: `<claim>\n${JSON.stringify(claim)}\n</claim>`,
        text: { format: zodTextFormat(shape, 'report_support') },
        prompt_cache_key: 'report-1',
        safety_identifier: 'a'.repeat(64),
      });
    const verdict = z.enum(['supports', 'partly', 'no']);
    const response = await ask(z.object({ why: z.string(), verdict }));
    expect(JSON.parse(response.output_text)).toMatchObject({ verdict: 'supports' });
    const other = await ask(z.object({ verdict: z.enum(['yes', 'no']) }));
    expect(other).toMatchObject({ output: [{ content: [{ type: 'refusal' }] }] });
  });

  test('refuses a wrong key, and other requests', async () => {
    const { client } = await begin('sk-other');
    await expect(client.responses.create({ model: 'gpt-5.4-mini', input })).rejects.toMatchObject({
      status: 401,
    });
    await expect(client.models.list()).rejects.toMatchObject({ status: 404 });
  });

  test('fails on demand: with a status once, or with an answer that is cut, of another shape, refused, or slow', async () => {
    const { client, standIn } = await begin();
    const ask = () => client.responses.create({ model: 'gpt-5.4-mini', input, text: { format } });
    standIn.faults.refuse = { status: 429, times: 1, retryAfterSeconds: 2 };
    const refused = await ask().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect((await ask()).status).toBe('completed');
    standIn.faults.answer = 'incomplete';
    expect(await ask()).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    standIn.faults.incompleteReason = 'content_filter';
    expect(await ask()).toMatchObject({ incomplete_details: { reason: 'content_filter' } });
    standIn.faults.answer = 'refusal';
    expect(await ask()).toMatchObject({ output: [{ content: [{ type: 'refusal' }] }] });
    standIn.faults.answer = 'other_shape';
    expect(planSchema.safeParse(JSON.parse((await ask()).output_text)).success).toBe(false);
    standIn.faults.delayMs = 60_000;
    const slow = client.responses.create({ model: 'gpt-5.4-mini', input }, { timeout: 100 });
    await expect(slow).rejects.toThrow(/timed out/i);
  });
});
