import { ANY, GENERAL, HARD, TAKE_IT_YOUR_WAY, WARM_UP, type Wording } from './general-questions.ts';
import type { JobConfiguration } from './job-configuration.ts';
import { oneQuestionOf, wasAsked, weakOf } from './practised.ts';
import { findAchievements, findRequirements, type Requirement, toRequirement } from './requirements.ts';
import { isQuotable, oneLine, wordsOf } from './safe-words.ts';

export interface PlannedQuestion {
  text: string;
  /** The same question in other words, for a candidate who asks for them. */
  inOtherWords: string;
  /** The part of the job or résumé that it is about. Null for a question that suits any interview. */
  about: string | null;
  /** The interview should get to it: a requirement of the job, or the first thing in the résumé. */
  isDue: boolean;
  /** The plan's one unexpected question, which belongs in the second half. */
  isCurveball?: boolean;
  /** A coach has suggested it: it is asked next. */
  isSuggested?: boolean;
  /** The point of the plan that it gets to. */
  pointId?: string;
}

type Kind = JobConfiguration['kind'];

/** `~` stands for the phrase from the description. */
const ABOUT_THING: Record<Kind, readonly string[]> = {
  behavioural: [
    'The role asks for ~. Can you give me one specific example from your own work?',
    'Think of a difficult moment that involved ~. How did you handle it?',
    'Tell me about a decision you made where ~ mattered. What happened?',
  ],
  technical: [
    'Walk me through a piece of your work that involved ~, and one trade-off you met.',
    'What usually goes wrong with ~, and how do you notice it early?',
    'How would you explain the hardest part of ~ to a new colleague?',
  ],
  recruiter_screen: [
    'The role asks for ~. How does that fit your background?',
    'Where have you used ~ most recently, and for how long?',
    'How confident are you with ~, and what would you still like to learn?',
  ],
  hiring_manager: [
    'This team needs ~. What would you bring to it in the first three months?',
    'What have you learned about ~ that others in your field often miss?',
    'Tell me about your best result that depended on ~.',
  ],
};
const THING_IN_OTHER_WORDS = 'Put differently: when did ~ last matter in your work, and what did you do?';

const ABOUT_DOING: Record<Kind, readonly string[]> = {
  behavioural: [
    'In this role you would ~. Tell me about a time you did something similar.',
    'Tell me about a time when you had to ~. What was the result?',
  ],
  technical: [
    'Suppose you had to ~ next month. Where would you start, and why?',
    'You would ~ here. How would you know that you are doing it well?',
  ],
  recruiter_screen: [
    'In this job you would ~. What draws you to that?',
    'You would ~ here. How much of that have you done before?',
  ],
  hiring_manager: [
    'You would ~ here. What would your first step be?',
    'Tell me how you would ~ with less time than you would like.',
  ],
};
const ONCE_MORE = [
  'Once more about this: ~. What went wrong there, and what did you learn?',
  'One more thing about this: ~. What would you teach somebody who is new to it?',
] as const;
const DOING_IN_OTHER_WORDS =
  'Put differently: if you were to ~ tomorrow, what could you build on from your own work?';

const ABOUT_PAST = [
  'Your background says that you ~. What was the hardest part of it?',
  'You wrote that you ~. How did you measure success?',
  'Your background says that you ~. What would you do differently today?',
] as const;
const PAST_IN_OTHER_WORDS = 'Put differently: when you ~, what was not easy, and what came of it?';

const ABOUT_WEAK = [
  'This time it is about ~. Which case from your own work shows it best?',
  'Take another case for this: ~. What did you do, and what came of it?',
] as const;
const WEAK_IN_OTHER_WORDS =
  'Put differently: think of ~. When did that matter in your work, and what did you do?';

const MAX_WORDS = 30;

/** Fit to be spoken unchanged: a question of the usual length with nothing addressed to a machine. */
function isSpeakable(question: string): boolean {
  return /\?$/.test(question) && isQuotable(question) && wordsOf(question).length <= MAX_WORDS;
}

const toGeneral = ([text, inOtherWords]: Wording): PlannedQuestion => ({
  ...{ text, inOtherWords },
  ...{ about: null, isDue: false },
});

export function warmUpQuestion(job: JobConfiguration): PlannedQuestion {
  const again = oneLine(oneQuestionOf(job.practised) ?? '');
  if (isQuotable(again) && again !== '') return { ...toGeneral([again, TAKE_IT_YOUR_WAY]), isDue: true };
  const planned = oneLine(job.plan?.warmUp ?? '');
  const [text, inOtherWords] = WARM_UP[job.kind];
  if (!isSpeakable(planned)) return toGeneral([text, inOtherWords]);
  return toGeneral([`To begin, ${planned.charAt(0).toLowerCase()}${planned.slice(1)}`, inOtherWords]);
}

/**
 * The main questions, best first. There are more than any interview has time for, if the job gives enough. The clock
 * decides how many are asked. The same configuration always gives the same plan.
 */
export function planQuestions(job: JobConfiguration): PlannedQuestion[] {
  if (oneQuestionOf(job.practised) !== null) return [];
  const planned = fromPlan(job);
  const known = planned.map(({ about }) => about?.toLowerCase() ?? '');
  const others = alternate(findRequirements(job.jobDescription)).filter(
    ({ phrase }) =>
      !known.some((about) => about.includes(phrase.toLowerCase()) || phrase.toLowerCase().includes(about)),
  );
  const fromJob = [
    ...planned,
    ...others.map((requirement, index) => aboutJob(job.kind, requirement, planned.length + index)),
  ];
  const [firstPast, ...otherPast] = findAchievements(job.resume).map(aboutPast);
  const due = fromJob.toSpliced(2, 0, ...(firstPast === undefined ? [] : [{ ...firstPast, isDue: true }]));
  const general = [...(job.difficulty >= 3 ? HARD : []), ...GENERAL[job.kind]];
  const rest = [
    ...interleave(otherPast, general.map(toGeneral)),
    ...fromJob.flatMap(onceMore),
    ...[...ANY, ...othersOf(job.kind)].map(toGeneral),
  ];
  const weak = aboutWeak(job);
  // An interview of the weak competencies asks of nothing else as long as there are questions about them.
  return withCurveball([...weak, ...due, ...rest], job).filter(({ text }) => !wasAsked(text, job.practised));
}

/** Two questions about each competency that was weak, before all others. */
function aboutWeak({ practised }: JobConfiguration): PlannedQuestion[] {
  const competencies = (weakOf(practised) ?? []).map(oneLine).filter(isQuotable);
  return ABOUT_WEAK.flatMap((text) =>
    competencies.map((competency) => ({
      text: fill([text], 0, competency),
      inOtherWords: fill([WEAK_IN_OTHER_WORDS], 0, competency),
      about: competency,
      isDue: true,
    })),
  );
}

/** A long interview returns to what the job asks for. */
function onceMore({ about, inOtherWords }: PlannedQuestion): PlannedQuestion[] {
  return ONCE_MORE.map((text) => ({ text: fill([text], 0, about ?? ''), inOtherWords, about, isDue: false }));
}

/** Questions from the other kinds of interview, asked when nothing else is left and there is time. */
function othersOf(kind: Kind): Wording[] {
  return Object.entries(GENERAL).flatMap(([other, wordings]) => (other === kind ? [] : wordings));
}

function interleave(some: readonly PlannedQuestion[], others: readonly PlannedQuestion[]): PlannedQuestion[] {
  return others
    .flatMap((other, index) => [other, some[index]])
    .concat(some.slice(others.length))
    .filter((question) => question !== undefined);
}

/** The points of the plan, each as a question. A point that is not fit to be said is left out. */
function fromPlan({ kind, plan }: JobConfiguration): PlannedQuestion[] {
  return (plan?.mustCover ?? []).flatMap(({ id, text }, index) => {
    const requirement = toRequirement(oneLine(text));
    return requirement === null ? [] : [{ ...aboutJob(kind, requirement, index), pointId: id }];
  });
}

function withCurveball(questions: readonly PlannedQuestion[], { plan }: JobConfiguration): PlannedQuestion[] {
  const text = oneLine(plan?.curveball ?? '');
  if (!isSpeakable(text)) return [...questions];
  const inOtherWords = HARD.find(([known]) => known === text)?.[1] ?? TAKE_IT_YOUR_WAY;
  const curveball = { ...toGeneral([text, inOtherWords]), isCurveball: true };
  return [...questions.filter((question) => question.text !== text), curveball];
}

/** Alternates things and duties, so that a short interview touches both. */
function alternate(requirements: readonly Requirement[]): Requirement[] {
  const things = requirements.filter((requirement) => requirement.shape === 'thing');
  const doings = requirements.filter((requirement) => requirement.shape === 'doing');
  const longest = Math.max(things.length, doings.length);
  return Array.from({ length: longest }, (_, index) => [doings[index], things[index]])
    .flat()
    .filter((requirement) => requirement !== undefined);
}

function aboutJob(kind: Kind, requirement: Requirement, index: number): PlannedQuestion {
  const { shape, phrase } = requirement;
  const templates = shape === 'thing' ? ABOUT_THING[kind] : ABOUT_DOING[kind];
  const other = shape === 'thing' ? THING_IN_OTHER_WORDS : DOING_IN_OTHER_WORDS;
  return {
    text: fill(templates, index, phrase),
    inOtherWords: fill([other], 0, phrase),
    about: phrase,
    isDue: true,
  };
}

function aboutPast(past: string, index: number): PlannedQuestion {
  return {
    text: fill(ABOUT_PAST, index, past),
    inOtherWords: fill([PAST_IN_OTHER_WORDS], 0, past),
    about: past,
    isDue: false,
  };
}

function fill(templates: readonly string[], index: number, phrase: string): string {
  return (templates[index % templates.length] ?? '~').replace('~', () => phrase);
}
