import type { Dimension } from './dimension.ts';

/** Whether a listener has grounds to believe it, by what is said. Never by voice, accent or manner. */
export const credibility: Dimension = {
  id: 'credibility',
  title: 'Credibility',
  definition:
    'Whether what is said gives grounds to believe it: own part, particulars, limits. Judged by what is said alone, never by how it sounds.',
  checks: [
    {
      id: 'own_part',
      text: 'Says what this person did, apart from others. 0: only "we", "the team" or nobody acts. 1: own part is mixed with that of others. 2: own actions are told as such.',
    },
    {
      id: 'particulars',
      text: 'Gives particulars that only somebody who was there would give: figures, names of things, times, places, words that were said. 0: none. 1: one. 2: two or more.',
    },
    {
      id: 'limits',
      text: 'Says what did not work, was not known, or was done by others. 0: nothing of it. 1: in general. 2: in one particular.',
    },
  ],
  anchors: {
    entry: {
      1: 'Claims about oneself without a case ("I am very reliable").',
      3: 'A case with an own part and one particular.',
      5: 'A case with the own part, several particulars and what the person could not do alone.',
    },
    experienced: {
      1: 'Claims, or a success of all in which no own part can be found.',
      3: 'An own part with some particulars; claims stand beside them.',
      5: 'Own part, figures and particulars that fit together, and an honest limit.',
    },
    senior: {
      1: 'Large successes without figures, names of things or an own decision.',
      3: 'Own decisions with some particulars; credit is shared in general words.',
      5: 'Own decisions, particulars that could be checked, what others did, and what went wrong.',
    },
  },
};
