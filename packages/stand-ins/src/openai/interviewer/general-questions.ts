import type { JobConfiguration } from './job-configuration.ts';

/** A question that suits any interview, and the same question in other words. */
export type Wording = readonly [text: string, inOtherWords: string];

export const WARM_UP: Record<JobConfiguration['kind'], Wording> = {
  behavioural: [
    'To begin, could you tell me briefly about yourself?',
    'Put differently: what have you worked on so far, in two or three sentences?',
  ],
  technical: [
    'To begin, what are you working on at the moment?',
    'Put differently: which piece of work keeps you busy these days?',
  ],
  recruiter_screen: [
    'To begin, what made you interested in this role?',
    'Put differently: why did you want to talk about this job?',
  ],
  hiring_manager: [
    'To begin, could you walk me through your background in a minute or two?',
    'Put differently: which jobs or studies have led you here?',
  ],
};

export const GENERAL: Record<JobConfiguration['kind'], readonly Wording[]> = {
  behavioural: [
    [
      'Tell me about a time when you disagreed with a colleague. How did it end?',
      'Put differently: when did you and a colleague want different things, and what came of it?',
    ],
    [
      'Tell me about a mistake you made at work. What did you change afterwards?',
      'Put differently: what went wrong because of you, and what have you done differently since?',
    ],
    [
      'Describe a time when you had too much to do. What did you leave out?',
      'Put differently: when was there more work than time, and what did you leave undone?',
    ],
    [
      'Tell me about a time when you had to convince someone without having authority over them.',
      'Put differently: whom did you win over who did not have to listen to you?',
    ],
    [
      'Describe a time when the goal changed in the middle of your work.',
      'Put differently: when did you have to aim for something else half-way, and what did you do?',
    ],
    [
      'Tell me about feedback that was hard to hear. What did you do with it?',
      'Put differently: which criticism hurt, and what came of it?',
    ],
  ],
  technical: [
    [
      'Tell me about the most difficult problem you have solved. How did you find the cause?',
      'Put differently: which problem took you longest, and what led you to its cause?',
    ],
    [
      'How do you decide that a piece of work is good enough?',
      'Put differently: what has to be true before you call something done?',
    ],
    [
      'Describe a design of yours that did not last. What did you learn?',
      'Put differently: what did you build that had to be replaced, and why?',
    ],
    [
      'How do you make sure that others can understand and change your work?',
      'Put differently: what do you do so that a colleague can take over from you?',
    ],
    [
      'Tell me about a time when something failed in production. What did you do first?',
      'Put differently: when did something break for real users, and what was your first step?',
    ],
    [
      'Which part of your field do you find overrated, and why?',
      'Put differently: what do others in your field value more than you do?',
    ],
  ],
  recruiter_screen: [
    [
      'What made you look for a new position now?',
      'Put differently: why do you want to change jobs at this time?',
    ],
    [
      'What do you know about us, and what would you like to know?',
      'Put differently: what have you heard about this employer, and what would you still like to hear?',
    ],
    [
      'What kind of team do you work best in?',
      'Put differently: with what sort of colleagues do you do your best work?',
    ],
    [
      'Which of your strengths would your last colleagues name first?',
      'Put differently: what would people you worked with say you are good at?',
    ],
    [
      'When could you start, and what would make you say no?',
      'Put differently: from which day are you free, and what could still stop you?',
    ],
    [
      'Where do you want to be in three years?',
      'Put differently: what would you like to be doing three years from now?',
    ],
  ],
  hiring_manager: [
    [
      'What would you do in your first thirty days here?',
      'Put differently: how would you spend your first month in this job?',
    ],
    [
      'Which of your results are you most proud of, and what was your part in it?',
      'Put differently: which success was yours more than others, and how?',
    ],
    [
      'How do you like to be managed?',
      'Put differently: what does a good manager do for you, and what do they not do?',
    ],
    [
      'What would your last manager say you should work on?',
      'Put differently: which weakness would your last manager name?',
    ],
    [
      'How do you decide what not to do?',
      'Put differently: when there is too much, what falls off your list, and why?',
    ],
    [
      'Tell me about a time when you raised the standard of a team.',
      'Put differently: when did a team get better at something because of you?',
    ],
  ],
};

export const HARD: readonly Wording[] = [
  [
    'What is the strongest argument against choosing you for this job?',
    'Put differently: if I said no to you, what would be my best reason?',
  ],
  [
    'Tell me about a time when you were wrong and others paid for it.',
    'Put differently: when did a mistake of yours cost somebody else, and what did you do?',
  ],
  ['What would make you fail in this role?', 'Put differently: what could go wrong for you in this job?'],
];

/** Asked when nothing else is left and there is time. */
export const ANY: readonly Wording[] = [
  [
    'What do you do when you do not know how to go on?',
    'Put differently: where do you turn when you are stuck?',
  ],
  [
    'Tell me about something that you learned by yourself. How did you go about it?',
    'Put differently: what have you taught yourself, and how?',
  ],
  [
    'Which task do you put off, and how do you get it done in the end?',
    'Put differently: what do you not like to start, and what helps you to start it?',
  ],
  [
    'Tell me about a customer or colleague who was hard to please. What did you do?',
    'Put differently: who was almost impossible to please, and how did you try?',
  ],
  [
    'Describe a decision that you had to make with too little information.',
    'Put differently: when did you have to choose without knowing enough?',
  ],
  [
    'What would you change about the way your last team worked?',
    'Put differently: what could your last team have done better, and how?',
  ],
  [
    'Tell me about work that you handed over to somebody else. How did that go?',
    'Put differently: what did you let another person do, and what came of it?',
  ],
  [
    'Which part of your work has changed most in the last few years, and how did you keep up?',
    'Put differently: what is different today from when you began, and how did you learn it?',
  ],
];

/** The other wording for a question from elsewhere. */
export const TAKE_IT_YOUR_WAY =
  'Put differently: take the question as you understand it, and tell me what comes to mind first.';
