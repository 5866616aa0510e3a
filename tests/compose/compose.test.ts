import { randomUUID } from 'node:crypto';
import { operationIdSchema } from '@ringback/shared/contract/ids';
import { createFliteVoice } from '@ringback/stand-ins/voice/flite-voice';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { type Composition, composeUp } from '../support/composition.ts';
import { eventually } from '../support/eventually.ts';
import { findGap, visitAsPage } from '../support/gateway-fleet/page-viewer.ts';
import type { Viewer } from '../support/viewer-client.ts';

let product: Composition;

beforeAll(async () => {
  product = await composeUp({ 'frontend-gateway': 2 });
}, 10 * 60_000);

afterAll(async () => {
  await product?.down();
}, 120_000);

beforeEach(() => {
  onTestFailed(async () => {
    process.stdout.write((await product.logs()).split('\n').slice(-200).join('\n'));
  });
});

const SERVICES = ['redis', 'stand-ins', 'telephony', 'ai-bridge', 'frontend-gateway', 'web', 'proxy'];
const spoken = (viewer: Viewer) =>
  viewer.events.flatMap((event) => (event.type === 'transcript.completed' ? [event] : []));

it('becomes healthy, with as many gateways as were asked for', async () => {
  for (const service of SERVICES) {
    const containers = await product.containers(service);
    expect(containers, service).toHaveLength(service === 'frontend-gateway' ? 2 : 1);
    for (const container of containers) {
      await eventually(
        async () => expect(await product.health(container), service).toBe('healthy'),
        60_000,
        500,
      );
    }
  }
});

it('serves pages, gateway and nothing of the inside through the proxy', async () => {
  const status = async (url: string, method = 'GET') => (await fetch(url, { method })).status;
  expect(await status(`${product.siteUrl}/`)).toBe(200);
  expect(await (await fetch(`${product.siteUrl}/configuration`)).json()).toMatchObject({
    socketUrl: '/logs',
    apiUrl: '/',
    softPhonePort: Number(new URL(product.softPhoneUrl).port),
    modes: { model: 'local', carrier: 'stand_in' },
  });
  expect(await status(`${product.softPhoneUrl}/phone`)).toBe(200);
  expect(await status(`${product.softPhoneUrl}/2010-04-01/Accounts.json`)).toBe(404);
  expect(await status(`${product.siteUrl}/api/candidate`, 'POST')).toBe(204);
  expect(await status(`${product.gatewayUrl}/api/candidate`, 'POST')).toBe(204);
  expect(await status(`${product.siteUrl}/api/operator/sessions`)).toBe(401);
  for (const inside of [`${product.siteUrl}/metrics`, `${product.gatewayUrl}/metrics`]) {
    expect(await status(inside), inside).toBe(404);
  }
});

it('holds a conversation that both gateways show, and ends it on every instance by reset-all', async () => {
  const voice = await createFliteVoice();
  const candidate = await visit(product.siteUrl);
  const started = await candidate.start({
    jobConfiguration: { jobTitle: 'Bridge Keeper', lengthMinutes: 5 },
  });
  // The proxy takes the gateways in turn, so some viewers land on each. All watch from before the first word.
  const first = await candidate.watch(started);
  const viewers = [first];
  for (let more = 0; more < 3; more++) {
    const ticket = await candidate.ticket(started.sessionId);
    viewers.push(await candidate.watch({ sessionId: started.sessionId, ticket }));
  }
  const line = await candidate.talk(started);
  try {
    for (const gateway of await product.containers('frontend-gateway')) {
      const metrics = await product.evaluate(
        gateway,
        "process.stdout.write(await (await fetch('http://127.0.0.1:8081/metrics')).text())",
      );
      const sockets = /^ringback_held\{kind="socket"[^}]*\} (\d+)/m.exec(metrics)?.[1];
      expect(Number(sockets), `viewers of ${gateway}`).toBeGreaterThan(0);
    }

    await first.waitFor('configuration.received', 30_000);
    await eventually(() => spoken(first).some(({ speaker }) => speaker === 'interviewer'), 60_000);
    // The greeting is on the record once it was heard to its end. Then it is the candidate's turn.
    await line.say(await voice.speak('I have worked as a product manager for six years.', { voice: 'awb' }));
    await eventually(() => spoken(first).some(({ speaker }) => speaker === 'candidate'), 60_000);
    const heard = spoken(first).find(({ speaker }) => speaker === 'candidate')?.text ?? '';
    expect(heard.toLowerCase()).toContain('six years');
    await eventually(
      () => spoken(first).filter(({ speaker }) => speaker === 'interviewer').length >= 2,
      60_000,
    );

    for (const viewer of viewers) {
      await eventually(() =>
        expect(spoken(viewer).map(({ text }) => text)).toEqual(spoken(first).map(({ text }) => text)),
      );
    }

    const printed = await product.exec('frontend-gateway', [
      'node',
      '--env-file=/secrets/frontend-gateway.env',
      'scripts/reset-all.ts',
    ]);
    expect(printed).toContain('sessions ended: 1 of 1');
    expect(printed.match(/^frontend-gateway .* yes$/gm)).toHaveLength(2);
    expect(printed).not.toMatch(/ no$/m);
    for (const viewer of viewers) {
      expect((await viewer.waitFor('session.ended')).reason).toBe('reset');
      expect((await viewer.closed).code).toBe(1000);
    }
    expect((await line.closed).by).toBe('server');
  } finally {
    await line.hangUp();
    await voice.close();
  }
}, 240_000);

it('keeps pages working behind the proxy when a gateway stalls, and when one is killed', async () => {
  const visitor = await visitAsPage(product.siteUrl);
  try {
    const { sessionId } = await visitor.api.startSession({
      operationId: operationIdSchema.parse(randomUUID()),
      jobConfiguration: { jobTitle: 'Ferryman' },
      call: { via: 'browser' },
    });
    const pages = [1, 2, 3, 4].map(() => visitor.watch(sessionId));
    const allLive = (withinMs: number) =>
      eventually(() => pages.every(({ connection }) => connection.phase === 'live'), withinMs, 20);
    await allLive(10_000);
    const [first = '', second = ''] = await product.containers('frontend-gateway');
    for (const [container, how, withinMs] of [
      // Two missed heartbeats, and a proxy that waits for an answer before it asks another gateway.
      [first, 'pause', 25_000],
      [second, 'kill', 5_000],
    ] as const) {
      const at = Date.now();
      await product.strike(container, how);
      await eventually(() => pages.some(({ connection }) => connection.phase !== 'live'), 14_000, 20);
      await allLive(withinMs);
      process.stdout.write(
        `compose: ${how} of a gateway, all pages live again after ${Date.now() - at} ms\n`,
      );
      if (how === 'pause') {
        await product.strike(container, 'unpause');
        const ask =
          "process.stdout.write(String((await fetch('http://127.0.0.1:8081/health/ready')).status))";
        await eventually(async () => (await product.evaluate(container, ask)) === '200', 20_000, 500);
      }
      // What happens now reaches every page, once.
      const change = {
        operationId: operationIdSchema.parse(randomUUID()),
        jobConfiguration: { jobTitle: how },
      };
      await visitor.api.changeConfiguration(sessionId, change);
      await eventually(() => pages.every(({ known }) => known?.view.jobConfiguration.jobTitle === how));
    }
    const last = pages[0]?.known?.revision ?? 0;
    expect(pages.map((page) => findGap(page, last))).toEqual(pages.map(() => null));
    await visitor.api.end(sessionId, operationIdSchema.parse(randomUUID()));
    await eventually(() => pages.every(({ connection }) => connection.phase === 'closed'), 10_000);
  } finally {
    visitor.close();
  }
}, 120_000);

/** What Node.js says inside a container when it opens a TCP connection. */
const reach = (host: string, port: number) => `
  import { connect } from 'node:net';
  const socket = connect({ host: '${host}', port: ${port}, timeout: 2000 });
  const say = (word) => { process.stdout.write(word); socket.destroy(); };
  socket.on('connect', () => say('open')).on('timeout', () => say('closed')).on('error', () => say('closed'));
`;
const firstOf = async (service: string) => (await product.containers(service))[0] ?? '';

it('lets a container reach only the services that it needs', async () => {
  const open = async (from: string, host: string, port: number) =>
    (await product.evaluate(await firstOf(from), reach(host, port))) === 'open';
  for (const from of ['telephony', 'ai-bridge', 'frontend-gateway']) {
    expect(await open(from, 'redis', 6379), `${from} to redis`).toBe(true);
  }
  expect(await open('telephony', 'ai-bridge', 8082)).toBe(true);
  for (const from of ['web', 'stand-ins']) {
    expect(await open(from, 'redis', 6379), `${from} to redis`).toBe(false);
  }
  for (const from of ['web', 'frontend-gateway']) {
    expect(await open(from, 'ai-bridge', 8082), `${from} to ai-bridge`).toBe(false);
  }
});

it('gives each container its own secrets, readable by its own user alone', async () => {
  const secrets = ['telephony', 'ai-bridge', 'frontend-gateway', 'stand-ins'];
  const users = new Set<string>();
  for (const service of secrets) {
    const list = `
      import { readdirSync, statSync } from 'node:fs';
      const file = '/secrets/' + readdirSync('/secrets').join();
      const { mode, uid } = statSync(file);
      process.stdout.write([file, (mode & 0o777).toString(8), uid, process.getuid()].join(' '));
    `;
    const [file, mode, owner, user] = (await product.evaluate(await firstOf(service), list)).split(' ');
    expect([file, mode, owner]).toEqual([`/secrets/${service}.env`, '400', user]);
    users.add(user ?? '');
  }
  expect(users.size).toBe(secrets.length);
  const everything = `
    import { existsSync, readFileSync } from 'node:fs';
    const environment = JSON.stringify(process.env);
    process.stdout.write(String(existsSync('/secrets')) + environment + readFileSync('/settings/web.env', 'utf8'));
  `;
  const web = await product.evaluate(await firstOf('web'), everything);
  expect(web).toMatch(/^false/);
  expect(web).not.toMatch(/SECRET|TOKEN|KEY|redis:/);
});

it('bounds the memory of Redis and the processes of every container', async () => {
  for (const service of SERVICES) {
    const { Memory, PidsLimit } = (await product.limits(await firstOf(service))) as Record<string, number>;
    expect(Memory, `memory of ${service}`).toBeGreaterThan(0);
    expect(PidsLimit, `processes of ${service}`).toBeGreaterThan(0);
  }
  const info = await askRedis('frontend-gateway', [['info', 'memory']]);
  expect(info).toMatch(/maxmemory:536870912/);
  expect(info).toMatch(/maxmemory_policy:noeviction/);
});

/** What Redis answers to commands with a service's own credentials, each as JSON or the error's first word. */
async function askRedis(service: string, commands: readonly (readonly string[])[]): Promise<string> {
  const code = `
    import { readFileSync } from 'node:fs';
    import { parseEnv } from 'node:util';
    import { createRequire } from 'node:module';
    const { Redis } = createRequire('/app/packages/shared/src/')('ioredis');
    const url = process.env.REDIS_URL ?? parseEnv(readFileSync('/secrets/${service}.env', 'utf8')).REDIS_URL;
    const client = new Redis(url, { retryStrategy: () => null });
    for (const [name, ...rest] of ${JSON.stringify(commands)}) {
      const answer = await client.call(name, ...rest).then((is) => JSON.stringify(is), (error) => error.message.split(' ')[0]);
      process.stdout.write(name + ' ' + answer + '\\n');
    }
    client.disconnect();
  `;
  return await product.evaluate(await firstOf(service), code);
}

it('refuses a service in Redis what it does not need', async () => {
  const harmful = [
    ['flushall'],
    ['config', 'get', '*'],
    ['keys', '*'],
    ['shutdown'],
    ['acl', 'list'],
    ['client', 'kill', 'type', 'normal'],
    ['monitor'],
    ['get', 'anything'],
  ];
  for (const service of ['telephony', 'ai-bridge', 'frontend-gateway']) {
    const answers = await askRedis(service, harmful);
    expect(answers.trim().split('\n'), service).toEqual(harmful.map(([name]) => `${name} NOPERM`));
  }
  // A forged row would lead audio elsewhere. Only telephony and the bridge dial, count money and know numbers.
  const forged = ['hset', 'instances:ai-bridge', 'rogue', '{}'];
  expect(await askRedis('frontend-gateway', [forged])).toBe('hset NOPERM\n');
  expect(await askRedis('telephony', [forged])).toBe('hset NOPERM\n');
  const notOfTheBridge = [
    ['lpush', '{ringback}:dial:wait', 'x'],
    ['sismember', 'blocked-numbers', 'x'],
    ['get', 'ticket:x'],
    ['hgetall', 'spend:reservations'],
    ['hset', 'fleet', 'generation', '9'],
    ['set', 'dialling', 'off'],
    ['publish', 'fleet-of-others', 'x'],
  ];
  const answers = await askRedis('ai-bridge', notOfTheBridge);
  expect(answers.trim().split('\n')).toEqual(notOfTheBridge.map(([name]) => `${name} NOPERM`));
});

it('admits no connection to Redis without a user and a password', async () => {
  const says = (args: string) =>
    product.exec('redis', ['sh', '-c', `redis-cli --no-auth-warning ${args} 2>&1 || true`]);
  expect(await says('get x')).toMatch(/NOAUTH/);
  expect(await says('--user telephony --pass wrong get x')).toMatch(/WRONGPASS/);
  expect(await says('--user health --pass any get x')).toMatch(/NOPERM/);
  expect(await says('--user health --pass any ping')).toMatch(/PONG/);
});

it('counts the visitors behind another proxy separately, whatever they write into the header', async () => {
  // This test plays that proxy: it appends the visitor's address, as every proxy does.
  const enter = async (forwarded: string) => {
    const answer = await fetch(`${product.siteUrl}/api/candidate`, {
      method: 'POST',
      headers: { 'x-forwarded-for': forwarded },
    });
    return answer.status;
  };
  const newcomersPerMinute = 300;
  const many = async (count: number, forwarded: string) => {
    const answers: number[] = [];
    while (answers.length < count) {
      answers.push(...(await Promise.all(Array.from({ length: 20 }, () => enter(forwarded)))));
    }
    return answers;
  };
  await many(newcomersPerMinute, '198.51.100.7');
  expect(await enter('198.51.100.7'), 'the visitor who took all').toBe(429);
  expect(await enter('203.0.113.9, 198.51.100.7'), 'the same with a forged address').toBe(429);
  expect(await enter('198.51.100.8'), 'another visitor').toBe(204);
}, 60_000);
