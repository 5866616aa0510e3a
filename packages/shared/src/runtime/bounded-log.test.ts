import { expect, it } from 'vitest';
import { createBoundedLog } from './bounded-log.ts';

it('logs ten lines a second of one sentence, and then how many were left out', () => {
  let now = 0;
  const lines: unknown[] = [];
  const write = (fields: object, sentence: string) => void lines.push({ ...fields, sentence });
  const log = createBoundedLog({ debug: write, info: write, warn: write, error: write }, () => now);
  for (let each = 0; each < 500; each++) log.say('info', { each }, 'request refused');
  log.say('info', {}, 'something else');
  expect(lines).toHaveLength(11);
  now = 1_000;
  log.say('info', { each: 500 }, 'request refused');
  expect(lines.at(-1)).toEqual({ each: 500, leftOut: 490, sentence: 'request refused' });
  now = 2_500;
  log.say('info', { each: 501 }, 'request refused');
  expect(lines.at(-1)).toEqual({ each: 501, sentence: 'request refused' });
});
