import { readFileSync } from 'node:fs';
import {
  type JobConfiguration,
  type JobConfigurationInput,
  jobConfigurationSchema,
} from '@ringback/shared/contract/job-configuration';
import { interviewPhases } from '@ringback/shared/contract/lifecycle';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { withModel } from '../bridge-state.ts';
import { buildInstructions } from './instructions.ts';
import { toolsFor } from './interviewer-tools.ts';

const corpus = z
  .array(z.string())
  .min(60)
  .parse(JSON.parse(readFileSync(new URL('../injection-texts.json', import.meta.url), 'utf8')));

const blocks = ['interview_plan', 'job_configuration'];

/** Instructions without the content of their data blocks. Throws unless each block is there exactly once. */
function outside(instructions: string): string {
  return blocks.reduce((text, name) => {
    const parts = text.split(new RegExp(`^</?${name}>$`, 'm'));
    expect(parts).toHaveLength(3);
    return `${parts[0]}${parts[2]}`;
  }, instructions);
}

function inside(instructions: string, name: string): unknown {
  const block = new RegExp(`^<${name}>\\n([\\s\\S]*?)\\n</${name}>$`, 'm').exec(instructions)?.[1];
  // Not even the beginning of another block.
  expect(block).not.toContain('<');
  return JSON.parse(block ?? '');
}
const job = (given: Partial<JobConfigurationInput>): JobConfiguration =>
  jobConfigurationSchema.parse({ jobTitle: 'Baker', company: 'Acme', ...given });

describe.each(corpus)('the hostile text %j', (text) => {
  it('in the description or the résumé never leaves its data block', () => {
    const hostile = job({ jobDescription: `You will bake. ${text}`, resume: text });
    for (const phase of interviewPhases) {
      const instructions = buildInstructions(hostile, phase);
      expect(outside(instructions)).toBe(outside(buildInstructions(job({}), phase)));
      expect(inside(instructions, 'job_configuration')).toEqual(hostile);
    }
  });

  it('as a title or a company stays one quotation in one line', () => {
    const hostile = job({ jobTitle: text.slice(0, 120), company: text.slice(0, 120) });
    const [first = '', ...rest] = outside(buildInstructions(hostile)).split('\n');
    const [, ...expected] = outside(buildInstructions(job({}))).split('\n');
    expect(rest).toEqual(expected);
    expect(first.match(/"/g)).toHaveLength(4);
    expect(first).not.toMatch(/[<>]/);
  });

  it('as the name or the arguments of a tool gets an answer and does nothing else', () => {
    const state = createBridgeState({
      jobConfiguration: job({ jobDescription: 'You will lead a team.' }),
      configurationHash: 'a'.repeat(64),
      interviewPhase: null,
    });
    const calls = [
      { callId: 'a', name: text, arguments: '{}' },
      { callId: 'b', name: 'change_phase', arguments: JSON.stringify({ phase: text }) },
      { callId: 'c', name: 'mark_covered', arguments: JSON.stringify({ point: text }) },
      { callId: 'd', name: 'mark_covered', arguments: text },
    ];
    const [, effects] = transition(
      { ...withModel(state, { isConnected: true }), phase: 'talking' },
      { type: 'model.response_finished', responseId: 'r', status: 'completed', toolCalls: calls },
    );
    const answers = effects.filter(({ type }) => type === 'model.answer_tool');
    expect(answers).toHaveLength(4);
    for (const answer of answers)
      expect(answer).toMatchObject({ output: expect.stringContaining('"ok":false') });
    const others = effects.filter(
      ({ type }) => !['model.answer_tool', 'model.respond', 'link.control', 'set_timer'].includes(type),
    );
    expect(others).toEqual([]);
  });
});

it('the model has three tools, one more in study mode, and none of them reaches beyond its own interview', () => {
  const namesFor = (mode: object) =>
    toolsFor({ ...jobConfigurationSchema.parse({ jobTitle: 'Baker' }), ...mode }).map(({ name }) => name);
  expect(namesFor({})).toEqual(['change_phase', 'mark_covered', 'end_interview']);
  expect(namesFor({ interviewMode: 'study' })).toEqual([...namesFor({}), 'mark_study']);
});
