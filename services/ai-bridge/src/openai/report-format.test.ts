import { mostSegments } from '@ringback/shared/contract/report';
import { describe, expect, it } from 'vitest';
import type { AskedInterview, JudgeRequest } from '../domain/report/report-port.ts';
import { adviceFormat, classifyFormat, judgeFormat, supportFormat } from './report-format.ts';

function interviewOf(sentences: number, questions = 1): AskedInterview {
  const answer = Array.from({ length: sentences }, (_, index) => ({
    id: `s${String(index + 1).padStart(3, '0')}`,
    text: `Sentence ${index + 1}.`,
  }));
  const job = { title: 'Baker', description: '', kind: 'behavioural', difficulty: 2 };
  const unanswered = Array.from({ length: questions - 1 }, (_, index) => ({
    ...{ id: `q${index + 2}`, text: 'And?', answer: [] },
  }));
  const first = { id: 'q1', text: 'Tell me about it.', answer };
  return { language: 'en', job, questions: [first, ...unanswered] };
}
const request = (sentences: number): JudgeRequest => ({
  interview: interviewOf(sentences),
  dimension: {
    ...{ id: 'substance', title: '', definition: '', anchors: { 1: '', 3: '', 5: '' } },
    checks: [
      { id: 'outcome', text: '' },
      { id: 'reasoning', text: '' },
    ],
  },
});
const formats = (sentences: number) => ({
  judge: judgeFormat(request(sentences)),
  classify: classifyFormat(interviewOf(sentences, 100)),
  support: supportFormat(),
  advice: adviceFormat(interviewOf(sentences, 100)),
});

type Node = Record<string, unknown>;
/** Every part of a schema with its depth. References are followed. */
function walk(node: Node, root: Node, depth = 1): { depth: number; node: Node }[] {
  if (typeof node.$ref === 'string') {
    const path = node.$ref.split('/').slice(1);
    return walk(
      path.reduce<Node>((at, key) => at[key] as Node, root),
      root,
      depth,
    );
  }
  const inner = [
    ...Object.values((node.properties as Node | undefined) ?? {}),
    ...(node.items === undefined ? [] : [node.items]),
  ] as Node[];
  const beside = (node.anyOf as Node[] | undefined) ?? [];
  return [
    { depth, node },
    ...inner.flatMap((part) => walk(part, root, depth + 1)),
    ...beside.flatMap((part) => walk(part, root, depth)),
  ];
}
/** How many values the enums of a schema have in all, as it is sent. */
function enumValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray((value as Node).enum) ? ((value as Node).enum as unknown[]).length : 0;
  return own + Object.values(value).reduce<number>((sum, inner) => sum + enumValues(inner), 0);
}

describe.each(['judge', 'classify', 'support', 'advice'] as const)('the format of %s', (kind) => {
  it('keeps to the limits of strict mode with the most sentences that there can be', () => {
    const { schema } = formats(mostSegments)[kind];
    const nodes = walk(schema, schema);
    expect(Math.max(...nodes.map(({ depth }) => depth))).toBeLessThanOrEqual(5);
    expect(enumValues(schema)).toBeLessThanOrEqual(1_000);
    for (const { node } of nodes.filter(({ node: { type } }) => type === 'object')) {
      expect(node.additionalProperties).toBe(false);
      expect(node.required).toEqual(Object.keys(node.properties as Node));
    }
  });
});

describe('an answer of the judge', () => {
  const right = {
    observations: [{ evidence: ['s001'], claim: 'Led it.' }],
    checks: { outcome: { evidence: ['s002'], score: 2 }, reasoning: { evidence: [], score: 0 } },
    whyNotHigher: 'No figure.',
    whyNotLower: 'An outcome.',
  };

  it('is read in the words of the port', () => {
    expect(judgeFormat(request(2)).read(right)?.checks).toEqual([
      { id: 'outcome', evidence: ['s002'], score: 2 },
      { id: 'reasoning', evidence: [], score: 0 },
    ]);
  });

  it.each([
    ['names a sentence that was never said', { observations: [{ evidence: ['s003'], claim: 'Led it.' }] }],
    ['leaves an item out', { checks: { outcome: { evidence: [], score: 0 } } }],
    ['gives a score that there is not', { checks: { ...right.checks, outcome: { evidence: [], score: 3 } } }],
  ])('is refused when it %s', (_what, wrong) => {
    expect(judgeFormat(request(2)).read({ ...right, ...wrong })).toBeNull();
  });
});

describe('the parts of an answer', () => {
  it('are read sentence by sentence', () => {
    const lists = { situation: ['s001'], task: [], action: ['s002'], result: [] };
    const types = [{ questionId: 'q1', type: 'story' }];
    expect(classifyFormat(interviewOf(2)).read({ types, ...lists })).toEqual({
      types,
      parts: [
        { segmentId: 's001', part: 'situation' },
        { segmentId: 's002', part: 'action' },
      ],
    });
  });
});
