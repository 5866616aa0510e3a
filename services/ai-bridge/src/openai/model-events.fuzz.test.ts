import { sessionEventSchema } from '@ringback/shared/contract/events';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { expect, it } from 'vitest';
import { createRandom, hostileFrame, type Random } from '../../testing/hostile-events.ts';
import { type PlayedInput, runBridge } from '../../testing/run-bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import { buildInstructions } from '../domain/interview/instructions.ts';
import { toClientEvent } from './client-events.ts';
import { parseServerEvent } from './server-events.ts';

/** Stored so that a failure can be reproduced. Add the seed of any new one. */
const seeds = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 20261122, 424242, 777777, 31337, 99991];
const eventsPerSeed = 400;

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: 'You will lead.',
});
const instructions = buildInstructions(jobConfiguration);

const around = (random: Random): PlayedInput =>
  random.pick<PlayedInput>([
    { type: 'call.audio', payload: '/////////////w==', audioMs: 20 },
    {
      type: 'call.heard',
      itemId: random.pick(['a', 'b']),
      heardMs: random.below(9_000),
      final: random.below(2) === 0,
    },
    { type: 'call.cleared', itemId: random.pick(['a', null]), heardMs: random.below(9_000) },
    { type: 'call.resumed', items: [], callerMs: random.below(9_000) },
    { type: 'call.key', digit: random.pick(['*', '#', '7']) },
    { type: 'timer', name: random.pick(['silence', 'wrap_up', 'renew']) },
    { type: 'session.activated' },
    { type: 'session.recorded', itemId: random.pick(['a', 'b']) },
  ]);

it.each(seeds)('whatever the model sends (seed %i), nothing breaks and only true facts follow', (seed) => {
  const random = createRandom(seed);
  const bridge = runBridge(
    createBridgeState({ jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null }),
  );
  let received = false;
  for (let index = 0; index < eventsPerSeed; index++) {
    const parsed = parseServerEvent(hostileFrame(random, instructions));
    const inputs: PlayedInput[] = parsed.kind === 'input' ? [parsed.input] : [];
    if (random.below(3) === 0) inputs.push(around(random));
    for (const input of inputs) {
      for (const effect of bridge.feed(input)) {
        if (effect.type.startsWith('model.')) toClientEvent(effect as never, 'gpt-transcribe');
        if (effect.type === 'model.respond' || effect.type === 'link.audio') expect(received).toBe(true);
        if (effect.type !== 'commit') continue;
        received ||= effect.fact.type === 'configuration.received';
        const fact = sessionEventSchema.safeParse({ ...effect.fact, sessionId: 'session-0001', at: 1 });
        expect(fact.error?.issues ?? []).toEqual([]);
      }
    }
    const { state } = bridge;
    expect(state.conversation.cancelled.length).toBeLessThanOrEqual(20);
    expect(state.conversation.backchannels.length).toBeLessThanOrEqual(20);
  }
});
