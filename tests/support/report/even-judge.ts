import type { Asked, ReportModel } from '../../../services/ai-bridge/src/domain/report/report-port.ts';

type Kind = 'judge' | 'classify' | 'support' | 'advise';

/** A model that scores everything 1, and advises on each question. `meanwhile` happens while it is asked. */
export function evenJudge(meanwhile: (kind: Kind) => Promise<void> = async () => {}) {
  let asked = 0;
  const answered = async <T>(kind: Kind, given: T): Promise<Asked<T>> => {
    asked += 1;
    await meanwhile(kind);
    return { outcome: 'answered', answer: given };
  };
  const evidence = ['s001', 's002'];
  const model: ReportModel = {
    ...{ kind: 'model', models: { judge: 'judge', support: 'support', advice: 'judge' } },
    judge: ({ dimension }) =>
      answered('judge', {
        ...{ observations: [{ claim: 'Led it.', evidence }], whyNotHigher: 'No.', whyNotLower: 'Yes.' },
        checks: dimension.checks.map(({ id }) => ({ id, evidence, score: 1 })),
      }),
    classify: () => answered('classify', { types: [], parts: [] }),
    checkSupport: () => answered('support', { verdict: 'supports' }),
    advise: ({ interview }) =>
      answered('advise', {
        questions: interview.questions.map(({ id }) => ({
          ...{ questionId: id, bestMoment: null, evidence },
          ...{ missedChance: 'It had a result.', missingFact: 'By how much did it fall?' },
        })),
        ...{ changes: [], drill: null },
      }),
    strengthen: () => answered('advise', { text: 'It was faster.' }),
  };
  return { model, asked: () => asked };
}
