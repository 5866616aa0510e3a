import type { JobConfiguration } from './job-configuration.ts';
import { findAchievements, findRequirements, type Requirement } from './requirements.ts';
import { isQuotable, oneLine, wordsOf } from './safe-words.ts';

export interface PlannedQuestion {
  text: string;
  /** What of the job or the résumé it is about; null for a question that any interview may have. */
  about: string | null;
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

const ABOUT_PAST = [
  'Your background says that you ~. What was the hardest part of it?',
  'You wrote that you ~. How did you measure success?',
  'Your background says that you ~. What would you do differently today?',
] as const;

const GENERAL: Record<Kind, readonly string[]> = {
  behavioural: [
    'Tell me about a time when you disagreed with a colleague. How did it end?',
    'Tell me about a mistake you made at work. What did you change afterwards?',
    'Describe a time when you had too much to do. What did you leave out?',
    'Tell me about a time when you had to convince somebody without having authority.',
    'Describe a time when the goal changed in the middle of your work.',
    'Tell me about feedback that was hard to hear. What did you do with it?',
  ],
  technical: [
    'Tell me about the most difficult problem you have solved. How did you find the cause?',
    'How do you decide that a piece of work is good enough?',
    'Describe a design of yours that did not last. What did you learn?',
    'How do you make sure that others can understand and change your work?',
    'Tell me about a time when something failed in production. What did you do first?',
    'Which part of your field do you find overrated, and why?',
  ],
  recruiter_screen: [
    'What made you look for a new position now?',
    'What do you know about us, and what would you like to know?',
    'What kind of team do you work best in?',
    'Which of your strengths would your last colleagues name first?',
    'When could you start, and what would make you say no?',
    'Where do you want to be in three years?',
  ],
  hiring_manager: [
    'What would you do in your first thirty days here?',
    'Which of your results are you most proud of, and what was your part in it?',
    'How do you like to be managed?',
    'What would your last manager say you should work on?',
    'How do you decide what not to do?',
    'Tell me about a time when you raised the standard of a team.',
  ],
};

const HARD = [
  'What is the strongest argument against choosing you for this job?',
  'Tell me about a time when you were wrong and others paid for it.',
  'What would make you fail in this role?',
] as const;

const MAX_WORDS = 30;

const WARM_UP: Record<Kind, string> = {
  behavioural: 'To begin, could you tell me briefly about yourself?',
  technical: 'To begin, what are you working on at the moment?',
  recruiter_screen: 'To begin, what made you interested in this role?',
  hiring_manager: 'To begin, could you walk me through your background in a minute or two?',
};

/** Fit to be spoken as it stands: a question of the usual length that says nothing to a machine. */
function isSpeakable(question: string): boolean {
  return /\?$/.test(question) && isQuotable(question) && wordsOf(question).length <= MAX_WORDS;
}

export function warmUpQuestion(job: JobConfiguration): PlannedQuestion {
  const planned = oneLine(job.plan?.warmUp ?? '');
  if (!isSpeakable(planned)) return { text: WARM_UP[job.kind], about: null };
  return { text: `To begin, ${planned.charAt(0).toLowerCase()}${planned.slice(1)}`, about: null };
}

/** About two minutes a question, after the warm-up and before the candidate's own questions. */
function questionCount(lengthMinutes: number): number {
  return Math.max(2, Math.min(13, Math.round(lengthMinutes * 0.4) + 1));
}

/** The main questions in order. The same configuration always gives the same plan. */
export function planQuestions(job: JobConfiguration): PlannedQuestion[] {
  const wanted = questionCount(job.lengthMinutes);
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
  const fromPast = findAchievements(job.resume).map((past, index) => ({
    text: fill(ABOUT_PAST, index, past),
    about: past,
  }));
  const general = [...(job.difficulty >= 3 ? HARD : []), ...GENERAL[job.kind]].map((text) => ({
    text,
    about: null,
  }));
  const plan: PlannedQuestion[] = [];
  // Two questions about the job, one about the candidate's past, one that any interview has, and again.
  while (plan.length < wanted && fromJob.length + fromPast.length + general.length > 0) {
    plan.push(...fromJob.splice(0, 2), ...fromPast.splice(0, 1), ...general.splice(0, 1));
  }
  return withCurveball(plan.slice(0, wanted), job);
}

/** The points of the plan, each as a question. A point whose words are not fit to be said is left out. */
function fromPlan({ kind, plan }: JobConfiguration): PlannedQuestion[] {
  return (plan?.mustCover ?? []).flatMap(({ id, text }, index) => {
    const [requirement] = findRequirements(`- ${oneLine(text)}`);
    return requirement === undefined ? [] : [{ ...aboutJob(kind, requirement, index), pointId: id }];
  });
}

/** The plan's one unexpected question takes a place in the second half. */
function withCurveball(questions: readonly PlannedQuestion[], { plan }: JobConfiguration): PlannedQuestion[] {
  const text = oneLine(plan?.curveball ?? '');
  if (!isSpeakable(text)) return [...questions];
  const others = questions.filter((question) => question.text !== text);
  const place = Math.ceil(others.length / 2) + 1;
  const kept = others.length === questions.length ? dropGeneral(others) : others;
  return kept.toSpliced(place, 0, { text, about: null });
}

/** Makes room by the last question that any interview may have; one about the job never gives way. */
function dropGeneral(questions: readonly PlannedQuestion[]): PlannedQuestion[] {
  const last = questions.findLastIndex(({ about }) => about === null);
  return last === -1 ? [...questions] : questions.toSpliced(last, 1);
}

/** Things and doings by turns, so that a short interview touches both. */
function alternate(requirements: readonly Requirement[]): Requirement[] {
  const things = requirements.filter((requirement) => requirement.shape === 'thing');
  const doings = requirements.filter((requirement) => requirement.shape === 'doing');
  const longest = Math.max(things.length, doings.length);
  return Array.from({ length: longest }, (_, index) => [doings[index], things[index]])
    .flat()
    .filter((requirement) => requirement !== undefined);
}

function aboutJob(kind: Kind, requirement: Requirement, index: number): PlannedQuestion {
  const templates = requirement.shape === 'thing' ? ABOUT_THING[kind] : ABOUT_DOING[kind];
  return { text: fill(templates, index, requirement.phrase), about: requirement.phrase };
}

function fill(templates: readonly string[], index: number, phrase: string): string {
  return (templates[index % templates.length] ?? '~').replace('~', () => phrase);
}
