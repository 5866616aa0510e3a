import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { createOutageLog } from './outage-log.ts';

it('reports when an outage begins and ends, and the next one again', () => {
  const lines: { level: string; msg: string; failures?: number }[] = [];
  const logger = createLogger(
    { service: 'test', instance: 'test', level: 'info' },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  const outage = createOutageLog(logger, 'announcing this instance');
  outage.worked();
  for (let attempt = 0; attempt < 3; attempt += 1) outage.failed(new Error('connection lost'));
  outage.worked();
  outage.worked();
  outage.failed(new Error('connection lost'));
  expect(lines.map(({ level, msg, failures }) => [level, msg, failures])).toEqual([
    ['warn', 'announcing this instance fails', undefined],
    ['info', 'announcing this instance works again', 3],
    ['warn', 'announcing this instance fails', undefined],
  ]);
});
