import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Addition, questionsAfter, type Replacement } from '../support/compiler-questions.ts';

/** A busy machine may need this long to compile. Nothing here waits. */
const timeout = 120_000;

const contract = 'packages/shared/src/contract';
const eventRead: Addition = {
  file: `${contract}/stored-events.ts`,
  behind: "  stored('call.ready', {}),",
  line: "  stored('call.admired', { stars: z.number() }),",
};
const eventWritten: Addition = {
  file: `${contract}/events.ts`,
  behind: "  event('call.ready', {}),",
  line: "  event('call.admired', { stars: ms }),",
};
const endReason: Addition = {
  file: `${contract}/lifecycle.ts`,
  behind: "  'shut_down',",
  line: "  'moonstruck',",
};
const fieldAccepted: Addition = {
  file: `${contract}/job-configuration.ts`,
  behind: "  patience: z.enum(patiences).default('normal'),",
  line: "  dressCode: cleanedText(120).default(''),",
};
const fieldRead: Addition = {
  file: `${contract}/job-configuration.ts`,
  behind: "  patience: storedWord.default('normal'),",
  line: "  dressCode: storedText.default(''),",
};

const bridge = 'services/ai-bridge/src';
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
/** The smallest engine, as it would stand beside the one that there is. */
const engineFolder: Replacement = {
  file: `${bridge}/lines/engine.ts`,
  text: read('tests/support/lines-engine/engine.ts').replaceAll(`../../../${bridge}/`, '../'),
};
const engineLine: Replacement = {
  file: `${bridge}/engine.ts`,
  text: "export { lines as engineKind } from './lines/engine.ts';\n",
};
const queues = 'packages/shared/src/redis/queues';
const queueName: Addition = {
  file: `${queues}/queues.ts`,
  behind: "  dial: ['frontend-gateway', 'telephony'],",
  line: "  applause: ['frontend-gateway', 'ai-bridge'],",
};
const queue: Replacement = {
  file: `${queues}/applause-queue.ts`,
  text: read(`${queues}/call-record-queue.ts`).replaceAll("'call-records'", "'applause'"),
};
const worker: Replacement = {
  file: `${bridge}/applause-worker.ts`,
  text: `import { callRecordJobSchema, callRecordQueueName } from '@ringback/shared/redis/queues/applause-queue';
import { startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { Logger } from '@ringback/shared/runtime/logger';

export const applaud = (redisUrl: string, logger: Logger) =>
  startQueueWorker({
    queue: callRecordQueueName,
    ...{ redisUrl, logger, connectionName: 'ai-bridge-applause', closeLimitMs: 0 },
    async work(job) {
      logger.info(callRecordJobSchema.parse(job.data), 'applause');
    },
  });
`,
};

/** What CONTRIBUTING says under a heading. */
function recipe(heading: string): string {
  const document = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const [, text = ''] = document.split(`\n### ${heading}\n`);
  return text.split(/\n##+ /)[0] ?? '';
}

describe('the compiler names the files of a recipe, and no other', { timeout }, () => {
  it.each<[what: string, heading: string, Addition[], neighbour: string, files: string[]]>([
    [
      'an event that is read',
      'An event',
      [eventRead],
      'call.ready',
      [
        'packages/shared/src/session/event-changes.ts',
        'packages/shared/src/session/lifecycle-table.ts',
        'packages/shared/src/session/without-parts.ts',
        'services/frontend-gateway/src/domain/audience.test.ts',
        'services/frontend-gateway/src/domain/audience.ts',
      ],
    ],
    [
      'an event that is written too',
      'An event',
      [eventRead, eventWritten],
      'call.ready',
      [
        'packages/shared/src/session/decide.ts',
        'packages/shared/src/session/event-changes.ts',
        'packages/shared/src/session/lifecycle-table.ts',
        'packages/shared/src/session/without-parts.ts',
        'services/frontend-gateway/src/domain/audience.test.ts',
        'services/frontend-gateway/src/domain/audience.ts',
      ],
    ],
    [
      'an end reason',
      'An end reason',
      [endReason],
      'shut_down',
      ['services/web/lib/words/de/session.ts', 'services/web/lib/words/en/session.ts'],
    ],
    [
      'a field of the job',
      'A field of the job configuration',
      [fieldAccepted, fieldRead],
      'patience',
      [
        'packages/shared/src/session/without-parts.ts',
        'services/frontend-gateway/src/domain/audience.ts',
        'services/web/components/setup/job-fields.tsx',
        'services/web/lib/job-draft.ts',
      ],
    ],
  ])('%s', (_what, heading, additions, neighbour, files) => {
    expect(questionsAfter(additions, neighbour)).toEqual(files);
    const named = recipe(heading);
    const needed = [...additions.map(({ file }) => file), ...files].map((file) => basename(file));
    expect(needed.filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('nothing else need change', { timeout }, () => {
  it('for another engine: a folder, and one line that names it', () => {
    expect(questionsAfter([engineFolder, engineLine], 'engineKind')).toEqual([]);
    expect(recipe('An engine')).toContain('`services/ai-bridge/src/engine.ts`');
  });
  it('but the compiler says what an engine still lacks', () => {
    const lacking = { ...engineFolder, text: engineFolder.text.replace('checkSettings() {}, ', '') };
    expect(questionsAfter([lacking, engineLine], 'engineKind')).toEqual([`${bridge}/config.ts`]);
  });

  it('for another queue: its row, its jobs, and the worker that carries them out', () => {
    expect(questionsAfter([queueName, queue, worker], 'queueUsers')).toEqual([]);
    const named = recipe('A queue and its worker');
    for (const name of ['queues.ts', 'startQueueWorker']) expect(named).toContain(name);
  });
  it('but a queue without its row has no place in Redis', () => {
    expect(questionsAfter([queue, worker], 'queueUsers')).toEqual([
      `${queues}/applause-queue.ts`,
      worker.file,
    ]);
  });
});
