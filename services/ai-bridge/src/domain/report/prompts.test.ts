import { readFileSync } from 'node:fs';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  buildAdvicePrompt,
  buildClassifyPrompt,
  buildJudgePrompt,
  buildStrongerPrompt,
  buildSupportPrompt,
  promptVersion,
  strongerPromptVersion,
} from './prompts.ts';
import type { AskedDimension, AskedInterview } from './report-port.ts';

const corpus = z
  .array(z.string())
  .min(60)
  .parse(JSON.parse(readFileSync(new URL('../injection-texts.json', import.meta.url), 'utf8')));

const dimension: AskedDimension = {
  ...{ id: 'structure', title: 'Structure', definition: '', anchors: { 1: '', 3: '', 5: '' } },
  checks: [{ id: 'result_told', text: 'Ends with how it turned out.' }],
};

/** The prompt for a stronger answer from an interview, a résumé and a fact, each of them this text. */
const strongerPromptOf = (text: string) =>
  buildStrongerPrompt({
    ...{ language: 'en', resume: text, missing: { questionId: 'q1', asked: text, fact: text } },
    questions: [{ id: 'q1', text, answer: [{ id: 's001', text }] }],
  });

/** The four prompts about an interview in which every text from a person is this one. */
function promptsOf(text: string) {
  const segment = { id: 's001', text };
  const interview: AskedInterview = {
    language: 'en',
    job: { title: text, description: text, kind: 'behavioural', difficulty: 2 },
    questions: [{ id: 'q1', text, answer: [segment] }],
  };
  return [
    buildJudgePrompt({ interview, dimension }),
    buildClassifyPrompt(interview),
    buildSupportPrompt({ claim: text, segments: [segment] }),
    buildAdvicePrompt({ interview, findings: [text] }),
  ];
}
const block = /^<(\w+)>\n([\s\S]*?)\n<\/\1>$/gm;
/** The part of a prompt that is ours: all but the content of its data blocks. */
const ours = (input: string) => input.replaceAll(block, '<$1/>');

describe.each(corpus)('the hostile text %j', (text) => {
  it('never leaves its data block, wherever it was said or pasted', () => {
    const calm = [...promptsOf('I led it.'), strongerPromptOf('I led it.')];
    [...promptsOf(text), strongerPromptOf(text)].forEach(({ name, instructions, input }, index) => {
      expect({ name, instructions, ours: ours(input) }).toEqual({
        name,
        instructions: calm[index]?.instructions,
        ours: ours(calm[index]?.input ?? ''),
      });
      const contents = [...input.matchAll(block)].map(([, , json = '']) => json);
      expect(contents.join('\n')).not.toContain('<');
      expect(JSON.stringify(contents.map((json) => JSON.parse(json)))).toContain(
        JSON.stringify(text).slice(1, -1),
      );
    });
  });
});

/** The hash of every version so far: other words make another judge. */
const hashes: Readonly<Record<string, string>> = {
  '1': '26036f7202567a95e0efa852cb4bbbebfebe0bb5b185d51e6517d71e244281a1',
};

it('the prompt for a stronger answer has another version if one word of ours changes', () => {
  const hashOf: Readonly<Record<string, string>> = {
    '1': '907cb51fea0c80fabb85cf842a77f759d34dc54b9679c6fe3a0a975fb201e1bf',
  };
  expect(canonicalHash(strongerPromptOf('').instructions)).toBe(hashOf[strongerPromptVersion]);
});

describe('the prompts of one report', () => {
  it('have another version if one word of ours changes', () => {
    const words = promptsOf('').map(({ instructions }) => instructions);
    expect(canonicalHash(words)).toBe(hashes[promptVersion]);
  });

  it('begin alike for every dimension, up to where a provider caches them', () => {
    const interview = {
      language: 'en',
      job: { title: '', description: '', kind: '', difficulty: 2 },
      questions: [],
    };
    const [one, other] = ['structure', 'substance'].map((title) =>
      buildJudgePrompt({ interview, dimension: { ...dimension, title } }),
    );
    expect(one?.instructions).toBe(other?.instructions);
    expect(one?.input.split('<dimension>')[0]).toBe(other?.input.split('<dimension>')[0]);
    expect(one?.input).not.toBe(other?.input);
  });
});
