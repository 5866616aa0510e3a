import { randomUUID } from 'node:crypto';
import { readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { afterEach, describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { operatorToken } from '../support/stack.ts';

let arena: Arena | null = null;
afterEach(async () => {
  await arena?.close();
  arena = null;
});

/** The address that a proxy in front of us has seen. The bystanders come from elsewhere. */
const attacker = { 'x-forwarded-for': '203.0.113.7' };
const stranger = { 'x-forwarded-for': '198.51.100.9' };
/** The defaults of live mode. */
const limits = {
  TRUSTED_PROXY_HOPS: '1',
  MAX_LIVE_CALLS: '10',
  LIVE_SESSIONS_PER_CANDIDATE: '3',
  LIVE_SESSIONS_PER_ADDRESS: '5',
  LIVE_SESSIONS_PER_NETWORK: '8',
  CONFIGURATION_CHANGES_PER_MINUTE: '6',
  CONFIGURATION_CHANGES_PER_SESSION: '30',
  READS_PER_MINUTE: '240',
  SENT_MIB_PER_MINUTE: '64',
  // The model has a price, so that there is money to take.
  MODEL_MODE: 'live',
  DAILY_SPEND_LIMIT_USD: '20',
  DAILY_SPEND_SHARE_PER_CANDIDATE: '0.25',
  DAILY_SPEND_SHARE_PER_ADDRESS: '0.5',
  DAILY_SPEND_SHARE_PER_NETWORK: '0.75',
};
const text = 'ç'.repeat(8_000);

async function start(gatewayUrl: string, headers: Record<string, string>, resume = '') {
  const candidate = await visit(gatewayUrl);
  const jobConfiguration = { jobTitle: 'Baker', resume };
  const body = { operationId: randomUUID(), jobConfiguration, call: { via: 'browser' } };
  const answer = await candidate.fetch('/api/sessions', { body, headers });
  const { sessionId = '' } = (await answer.json()) as { sessionId?: string };
  return { candidate, status: answer.status, sessionId };
}

const change = (candidate: CandidateClient, sessionId: string, jobTitle: string) =>
  candidate.fetch(`/api/sessions/${sessionId}/job-configuration`, {
    method: 'PUT',
    body: { operationId: randomUUID(), jobConfiguration: { jobTitle, jobDescription: text, resume: text } },
    headers: attacker,
  });

describe('one anonymous visitor', () => {
  it('A5 B6 C11 C13 C14 C16: fills no store, and takes no slots, money, words or tokens from others', async () => {
    arena = await openArena({ bystanders: 2, env: limits });
    const { fleet, gatewayUrl } = arena;
    await arena.control();
    const spentBefore = await readSpentUsd(fleet.client, Date.now());

    // B6: starting and erasing books no money.
    for (let each = 0; each < 8; each += 1) {
      const { candidate, status, sessionId } = await start(gatewayUrl, attacker);
      expect(status).toBe(201);
      expect((await candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    }
    expect(await readSpentUsd(fleet.client, Date.now())).toBeCloseTo(spentBefore, 6);

    // C11: twelve cookies from one address take five slots, and a neighbour's eight.
    const taken = await Promise.all(Array.from({ length: 12 }, () => start(gatewayUrl, attacker)));
    const held = taken.filter(({ status }) => status === 201);
    expect(held).toHaveLength(5);
    expect(taken.filter(({ status }) => status === 429)).toHaveLength(7);
    const other = await start(gatewayUrl, stranger);
    expect(other.status).toBe(201);

    // A5: a flood of changes and of reads of them. Only the flood is refused.
    const [mine] = held;
    if (mine === undefined) throw new Error('no session of the attacker');
    const changes = await Promise.all(
      Array.from({ length: 200 }, (_, each) => change(mine.candidate, mine.sessionId, `Job ${each}`)),
    );
    expect(changes.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(changes.filter(({ status }) => status === 429)).toHaveLength(194);
    const bytes = Number(
      await fleet.client.memory('USAGE', `session:{${mine.sessionId}}:log`, 'SAMPLES', '0'),
    );
    expect(bytes).toBeLessThan(1024 * 1024);
    const looks = await Promise.all(
      Array.from({ length: 400 }, () =>
        mine.candidate.fetch(`/api/sessions/${mine.sessionId}`, { headers: attacker }),
      ),
    );
    expect(looks.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(160);
    expect(looks.filter(({ status }) => status >= 500)).toEqual([]);
    expect(
      (await other.candidate.fetch(`/api/sessions/${other.sessionId}`, { headers: stranger })).status,
    ).toBe(200);

    // C13: a coach is told about the session, and nothing that is not for a coach.
    const watched = await start(gatewayUrl, stranger, 'CANARY-resume');
    const shared = await watched.candidate.api.share(watched.sessionId as never);
    const coach = await visit(gatewayUrl);
    const granted = await coach.api.shareTicket(new URL(shared.url).hash.slice(1));
    const viewer = await coach.watch(granted);
    await eventually(() => viewer.messages.some(({ type }) => type === 'welcome'));
    expect(JSON.stringify(viewer.messages)).not.toContain('CANARY-resume');
    viewer.close();

    // C14: guesses at the operator's token. The operator, from elsewhere, gets in.
    const ask = (token: string, from: Record<string, string>) =>
      fetch(`${gatewayUrl}/api/operator/sessions`, {
        headers: { authorization: `Bearer ${token}`, ...from },
      });
    const guesses = [];
    for (let each = 0; each < 60; each += 1) guesses.push((await ask(`guess-${each}`, attacker)).status);
    expect(guesses.filter((status) => status === 401)).toHaveLength(10);
    expect(guesses.filter((status) => status === 429)).toHaveLength(50);
    expect((await ask(operatorToken, stranger)).status).toBe(200);

    // C16: guesses at device codes. A person who has one, elsewhere, gets in.
    const made = await other.candidate.fetch('/api/candidate/device-code', {
      method: 'POST',
      headers: stranger,
    });
    const { code } = (await made.json()) as { code: string };
    const enter = (candidate: CandidateClient, typed: string, headers: Record<string, string>) =>
      candidate.fetch('/api/candidate/device-code/join', { body: { code: typed, leaveOwn: true }, headers });
    const guesser = await visit(gatewayUrl);
    const tries = await Promise.all(
      Array.from({ length: 200 }, (_, each) => enter(guesser, `ACDE-${1000 + each}`, attacker)),
    );
    expect(tries.filter(({ status }) => status === 404)).toHaveLength(30);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(170);
    expect((await enter(await visit(gatewayUrl), code, stranger)).status).toBe(204);

    for (const { candidate, sessionId } of [...held, other, watched]) {
      await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });
    }
    await arena.expectUnharmed();
  }, 120_000);
});
