import type { IncomingMessage } from 'node:http';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import { z } from 'zod';
import type { ModelTrouble } from '../domain/losses/model-trouble.ts';
import { readTrouble, toLogged } from './provider-errors.ts';

/** An error body of the provider has a few hundred bytes. */
const mostBodyBytes = 4 * 1024;
const patienceMs = 1_000;

/** The form that every endpoint of the provider uses (OpenAI guide "Error codes"). */
const bodySchema = z.object({
  error: z.object({
    code: z.string().nullish(),
    type: z.string().nullish(),
    message: z.string().nullish(),
  }),
});

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const limit = setTimeout(() => response.destroy(), patienceMs);
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > mostBodyBytes) break;
    }
  } catch {
    // Whatever part of it arrived is read. The status alone says enough.
  } finally {
    clearTimeout(limit);
    response.destroy();
  }
  return Buffer.concat(chunks).toString('utf8', 0, mostBodyBytes);
}

/** Why a handshake was refused, by its status and body. Never rejects. */
export async function readRefusal(
  response: IncomingMessage,
): Promise<{ reason: string; trouble: ModelTrouble }> {
  const httpStatus = response.statusCode ?? 0;
  const body = bodySchema.safeParse(parseJson(await readBody(response)));
  const said = body.success ? body.data.error : {};
  const reason = [`refused with ${httpStatus}`, said.code, said.message].filter(Boolean).join(': ');
  return { reason: toLogged(reason), trouble: readTrouble({ ...said, httpStatus }) };
}
