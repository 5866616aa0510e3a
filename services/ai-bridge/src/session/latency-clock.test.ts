import { createMetrics } from '@ringback/shared/runtime/metrics';
import { describe, expect, it } from 'vitest';
import { createBridgeMetrics } from '../bridge-metrics.ts';
import { createLatencyClock } from './latency-clock.ts';

function start() {
  let nowMs = 1_000;
  const metrics = createMetrics('ai-bridge');
  const clock = createLatencyClock(createBridgeMetrics(metrics), () => nowMs);
  return {
    clock,
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** Sums in ms, by part where there are parts. */
    async read(name: string) {
      const text = await metrics.registry.getSingleMetricAsString(`ringback_${name}`);
      const sums = text.split('\n').filter((line) => line.startsWith(`ringback_${name}_sum`));
      return Object.fromEntries(
        sums.map((line) => [
          /part="(\w+)"/.exec(line)?.[1] ?? 'all',
          Math.round(Number(line.slice(line.lastIndexOf(' '))) * 1000),
        ]),
      );
    },
  };
}

describe('the time of a turn', () => {
  it('is reported in parts that add up to the whole', async () => {
    const { clock, pass, read } = start();
    clock.onModel('model.speech_stopped');
    pass(300);
    clock.onModel('model.item_added');
    pass(2);
    clock.onAsked();
    pass(450);
    clock.onModel('model.audio');
    pass(20);
    clock.onModel('model.audio');
    expect(await read('turn_latency_part_seconds')).toEqual({ taking: 300, asking: 2, answering: 450 });
    expect(await read('turn_latency_seconds')).toEqual({ all: 752 });
    expect(await read('first_audio_seconds')).toEqual({ all: 450 });
  });

  it('is not measured when the candidate goes on speaking', async () => {
    const { clock, pass, read } = start();
    clock.onModel('model.speech_stopped');
    clock.onModel('model.speech_started');
    clock.onAsked();
    pass(100);
    clock.onModel('model.audio');
    expect(await read('turn_latency_seconds')).toEqual({ all: 0 });
  });
});

describe('the time to the first word', () => {
  it('is reported in parts, once', async () => {
    const { clock, pass, read } = start();
    pass(80);
    clock.onModel('model.opened');
    pass(40);
    clock.onModel('model.confirmed');
    pass(5);
    clock.onAsked();
    pass(500);
    clock.onModel('model.audio');
    // A model session that is opened later is not part of the first word.
    clock.onModel('model.opened');
    clock.onModel('model.confirmed');
    clock.onAsked();
    clock.onModel('model.audio');
    expect(await read('first_audio_part_seconds')).toEqual({
      ...{ connecting: 80, confirming: 40, recording: 5, answering: 500 },
    });
  });
});
