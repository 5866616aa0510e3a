import type { ServiceName } from '@ringback/shared/contract/ids';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { checkOutOtherVersion, type OtherVersion } from '../support/compatibility/other-version.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { resetAll } from '../support/faults/operator.ts';

let other: OtherVersion;
let fleet: FaultFleet;
beforeAll(() => {
  other = checkOutOtherVersion();
  process.stdout.write(`compatibility: beside ${other.commit}\n`);
});
afterAll(() => other.remove());
afterEach(() => fleet.close());

async function startMixed(services: readonly ServiceName[]): Promise<CandidateClient> {
  const sources = Object.fromEntries(services.map((service) => [service, other.folder]));
  fleet = await startFaultFleet({ gateways: 1, bridges: 1, sources });
  return visit(fleet.gateways[0]?.url ?? '');
}

/** Each runs some services in the other version. Together every service meets every other one across versions. */
const mixtures: readonly [string, readonly ServiceName[]][] = [
  ['the other gateway, these telephony and bridge', ['frontend-gateway']],
  ['this gateway, the other telephony and bridge', ['telephony', 'ai-bridge']],
  ['the other bridge', ['ai-bridge']],
  ['the other telephony', ['telephony']],
];

describe('two versions on one Redis', { timeout: 120_000 }, () => {
  it.each(mixtures)('hold a browser call from its start to its last word: %s', async (_name, services) => {
    const candidate = await startMixed(services);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed', 20_000);
    const change = { jobTitle: 'Nurse', lengthMinutes: 5 };
    const ack = await viewer.command({ type: 'job.configuration', jobConfiguration: change });
    expect(ack.outcome).toBe('ok');
    await candidate.fetch(`/api/sessions/${started.sessionId}/end`, {
      body: { operationId: crypto.randomUUID() },
    });
    await viewer.waitFor('session.closed', 10_000);
    expect((await line.closed).code).toBe(1000);
    expect((await viewer.closed).code).toBe(1000);
    const read = await fleet.store.read(sessionIdSchema.parse(started.sessionId));
    expect(read?.record).toMatchObject({ phase: 'closed', endReason: 'hung_up_by_candidate', holders: [] });
    expect((await candidate.fetch(`/api/sessions/${started.sessionId}`)).status).toBe(200);
    // Every instance of either version confirms a reset.
    await candidate.start();
    await resetAll(fleet.gateways[0]?.url ?? '', 15_000);
    await eventually(async () => (await fleet.client.zcard('live')) === 0, 15_000);
    expect(fleet.logs.errors()).toEqual([]);
  });
});
