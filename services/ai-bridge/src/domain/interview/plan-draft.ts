import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import { cleanText } from '@ringback/shared/contract/text';
import { mostPoints } from '@ringback/shared/plan/plan-outline';
import type { HeldConfiguration } from './held-configuration.ts';
import { wasAsked, weakCompetencies } from './led-on-plan.ts';
import { planByRules } from './plan.ts';

/**
 * A model's proposal for a plan. Its words come from pasted text, so they are data: bounded like any other and never
 * judged by what they say. They stand in a data block, where they give no orders.
 */
export interface PlanDraft {
  competencies: readonly string[];
  mustCover: readonly string[];
  warmUp: string;
  curveball: string | null;
}

const fewestCompetencies = 2;
const mostCompetencies = 5;
const longest = { competency: 80, point: 200, question: 240 } as const;

const oneLine = (text: string) => cleanText(text).replaceAll(/\s+/g, ' ').trim();

function toList(texts: readonly string[], length: number, most: number): string[] {
  const good = texts.map(oneLine).filter((text) => text !== '' && text.length <= length);
  return [...new Set(good)].slice(0, most);
}

/** A question that may be asked as it stands. Null for anything else. */
function toQuestion(text: string | null): string | null {
  const question = oneLine(text ?? '');
  const isOne = question.endsWith('?') && question.length <= longest.question;
  return isOne ? question : null;
}

/**
 * Makes a plan from a model's draft. The model never sets time budgets. What cannot be used of the draft is replaced
 * by what the rules say. Null: the draft says nothing of use.
 */
export function planFromDraft(draft: PlanDraft, jobConfiguration: HeldConfiguration): InterviewPlan | null {
  const rules = planByRules(jobConfiguration);
  const weak = weakCompetencies(jobConfiguration);
  const competencies = weak ?? toList(draft.competencies, longest.competency, mostCompetencies);
  if (weak === null && competencies.length < fewestCompetencies) return null;
  const unasked = (text: string | null): string | null => {
    const question = toQuestion(text);
    return question === null || wasAsked(question, jobConfiguration) ? null : question;
  };
  const points = toList(draft.mustCover, longest.point, mostPoints);
  return {
    competencies,
    mustCover:
      points.length === 0 ? rules.mustCover : points.map((text, index) => ({ id: `p${index + 1}`, text })),
    warmUp: unasked(draft.warmUp) ?? rules.warmUp,
    curveball: rules.curveball === null ? null : (unasked(draft.curveball) ?? rules.curveball),
    phases: rules.phases,
  };
}
