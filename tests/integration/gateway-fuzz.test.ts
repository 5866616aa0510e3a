import { closeCodes } from '@ringback/shared/contract/close-codes';
import { errorTable } from '@ringback/shared/contract/errors';
import { errorBodySchema } from '@ringback/shared/contract/http-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openByteSocket } from '../support/byte-socket.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { addressOf, allRoutes, type DescribedRoute } from '../support/described-routes.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { readHeld } from '../support/quiet-check.ts';
import { readStored } from '../support/stored.ts';

/** Stored, so that every run asks the same. `FUZZ_SEED` adds one more. */
const seeds = [
  1,
  20_261_122,
  -1_180_591_620,
  ...(process.env.FUZZ_SEED ? [Number(process.env.FUZZ_SEED)] : []),
];

let gateways: Gateways;
let victim: CandidateClient;
let victimId = '';
let attacker: CandidateClient;
beforeAll(async () => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  victim = await visit(gateways.url);
  ({ sessionId: victimId } = await victim.start());
  attacker = await visit(gateways.url);
});
afterAll(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  const nothing = { socket: 0, timer: 0, subscription: 0, session: 0, pending: 0 };
  await eventually(
    async () => expect(await readHeld({ serviceUrls: gateways.urls })).toMatchObject(nothing),
    8_000,
  );
  await gateways.close();
});

/** What Redis keeps of the victim, byte for byte. */
async function readVictim(): Promise<[string, string][]> {
  return [...(await readStored(gateways.redis))].filter(([key]) => key.includes(victimId));
}

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('', '\u0000', '\u202e', '../../x', '__proto__', '1e999', 'x'.repeat(9_000), -1, 2 ** 53),
);
/** A valid body with a few of its parts replaced, removed or added. */
const broken = (whole: Record<string, unknown>) =>
  fc
    .array(fc.tuple(fc.constantFrom('replace', 'remove', 'add', 'nest'), fc.nat(20), strange), {
      maxLength: 3,
    })
    .map((changes) => {
      const body: Record<string, unknown> = structuredClone(whole);
      for (const [what, at, value] of changes) {
        const names = Object.keys(body);
        const name = names[at % Math.max(1, names.length)] ?? 'x';
        if (what === 'remove') delete body[name];
        else if (what === 'add') body[typeof value === 'string' ? value.slice(0, 40) : `key${at}`] = value;
        else body[name] = what === 'nest' ? { [name]: body[name], value } : value;
      }
      return body;
    });
const wholeBody = {
  operationId: 'operation-of-fuzz',
  jobConfiguration: { jobTitle: 'Locksmith', resume: 'none', lengthMinutes: 5 },
  call: { via: 'browser' },
  lengthMinutes: 5,
  token: 'x'.repeat(32),
};

describe.each(seeds)(
  'with seed %i',
  (seed) => {
    it('no HTTP body crashes, none is answered without a code of the table, and none reaches another’s session', async () => {
      const before = await readVictim();
      const routes = allRoutes.filter(({ method }) => method !== 'GET');
      const body = fc.oneof(
        broken(wholeBody).map((value) => JSON.stringify(value)),
        fc.jsonValue().map((value) => JSON.stringify(value)),
        fc.string({ unit: 'binary', maxLength: 200 }),
      );
      // With the attacker's own id, a body is read to its end.
      const own = (await attacker.start()).sessionId;
      const sessionId = fc.constantFrom(victimId, own);
      const request = fc.record({ route: fc.constantFrom<DescribedRoute>(...routes), sessionId, body });
      await fc.assert(
        fc.asyncProperty(request, async ({ route, sessionId, body }) => {
          const response = await fetch(`${gateways.url}${addressOf(route, sessionId)}`, {
            method: route.method,
            headers: { origin: gatewayPage, cookie: attacker.cookie, 'content-type': 'application/json' },
            body,
          });
          const text = await response.text();
          if (response.status < 400) {
            expect(route.path.includes('{id}') && sessionId === victimId).toBe(false);
            return;
          }
          const { error } = errorBodySchema.parse(JSON.parse(text));
          const meaning = Object.entries(errorTable).find(([code]) => code === error.code)?.[1];
          expect([error.code, meaning?.httpStatus]).toEqual([error.code, response.status]);
          expect(response.status).toBeLessThan(500);
        }),
        { seed, numRuns: 400 },
      );
      expect(await readVictim()).toEqual(before);
    });

    it('no browser message crashes, each ends in a code of the protocol, and none reaches another’s session', async () => {
      const before = await readVictim();
      const message = fc.oneof(
        broken({ type: 'hello', version: 1, sessionId: victimId, ticket: 'no-such-ticket-at-all' }),
        broken({ type: 'call.end', operationId: 'operation-of-fuzz' }),
        broken({
          type: 'job.configuration',
          operationId: 'operation-of-fuzz',
          jobConfiguration: { jobTitle: 'x' },
        }),
      );
      const frame = fc.oneof(
        message.map((value) => ['text', Buffer.from(JSON.stringify(value))] as const),
        fc.uint8Array({ maxLength: 300 }).map((bytes) => ['text', Buffer.from(bytes)] as const),
        fc.uint8Array({ maxLength: 20 }).map((bytes) => ['binary', Buffer.from(bytes)] as const),
        fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => ['bytes', Buffer.from(bytes)] as const),
      );
      const known = new Set<number>(Object.values(closeCodes));
      await fc.assert(
        fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
          const socket = await openByteSocket(gateways.logsUrl, {
            Origin: gatewayPage,
            Cookie: attacker.cookie,
          });
          try {
            expect(socket.statusLine).toContain('101');
            for (const [kind, bytes] of frames) {
              if (kind === 'bytes') socket.tcp.write(bytes);
              else socket.frame(kind, bytes.subarray(0, 65_000));
            }
            // Whatever was sent so far, this is no message, so the socket is closed now.
            socket.frame('text', 'end');
            const code = await socket.closeCode(400).catch(() => null);
            // Bytes may have announced a long frame. Its rest is awaited until the time for the hello is over.
            if (code !== null) expect([...known, 1007]).toContain(code);
          } finally {
            socket.tcp.destroy();
          }
        }),
        { seed, numRuns: 150 },
      );
      expect(await readVictim()).toEqual(before);
    });
  },
  120_000,
);

it('the victim’s session still does what its own candidate says', async () => {
  const viewer = await victim.watch({ sessionId: victimId, ticket: await victim.ticket(victimId) });
  expect(await viewer.command({ type: 'call.end' })).toMatchObject({ outcome: 'ok' });
  expect((await viewer.closed).code).toBe(closeCodes.sessionClosed);
});
