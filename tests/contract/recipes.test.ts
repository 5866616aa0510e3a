import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Addition, questionsAfter } from '../support/compiler-questions.ts';

/** A busy machine may need its time to compile; nothing here waits. */
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
        'services/frontend-gateway/src/domain/audience.test.ts',
        'services/frontend-gateway/src/domain/audience.ts',
      ],
    ],
    ['an end reason', 'An end reason', [endReason], 'shut_down', ['services/web/lib/session-words.ts']],
    [
      'a field of the job',
      'A field of the job configuration',
      [fieldAccepted, fieldRead],
      'patience',
      [
        'services/frontend-gateway/src/domain/audience.ts',
        'services/web/components/job-fields.tsx',
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
