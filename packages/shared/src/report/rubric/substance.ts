import type { Dimension } from './dimension.ts';

/** What was really done, decided and achieved: difficulty, scale and result in facts. */
export const substance: Dimension = {
  id: 'substance',
  title: 'Substance',
  definition:
    'Whether the answers say what was done, how hard it was and what came of it, in facts that somebody could check.',
  checks: [
    {
      id: 'concrete_actions',
      text: 'Says what was done, step by step or decision by decision. 0: only that something was done, or nothing. 1: one action, named in general ("I talked to them"). 2: two or more actions that are specific to this case.',
    },
    {
      id: 'difficulty',
      text: 'Shows what made it hard: a constraint, a conflict of aims, something that went wrong, an unknown. 0: no difficulty. 1: a difficulty is named. 2: a difficulty is named and what was done about it.',
    },
    {
      id: 'outcome',
      text: 'Says what came of it. 0: no outcome. 1: an outcome in general ("it went well"). 2: an outcome that can be checked: a number, a date, a thing that exists since or stopped happening.',
    },
    {
      id: 'reasoning',
      text: 'Gives the reason for a choice. 0: none. 1: a reason is named. 2: a reason together with what was given up or compared for it.',
    },
  ],
  anchors: {
    entry: {
      1: 'Tasks and good intentions in general; nothing that was done, or what came of it.',
      3: 'A task from study, an apprenticeship or a first job, with what was done and a plain result; help and guidance were needed and are told.',
      5: 'A task with a difficulty of its own, the steps that were taken, the reason for them and a result that can be checked, with little guidance.',
    },
    experienced: {
      1: 'Duties of a position instead of what was done in one case.',
      3: 'A case from daily work, handled independently: actions, one difficulty, a result.',
      5: 'A demanding case with conflicting aims: actions, the choice between alternatives with its reason, and a measured result.',
    },
    senior: {
      1: 'What the team or company did; no decision of this person.',
      3: 'A case that reached beyond one team: decisions, one difficulty, a result.',
      5: 'A case with high stakes, many parties or no precedent: decisions with their alternatives and cost, the effect in figures, and what changed for good.',
    },
  },
};
