import type { PublicState } from '../contract/session-view.ts';
import type { EventOf } from '../contract/stored-events.ts';
import { type GivenFact, givenFactSchema } from '../contract/stronger-answer.ts';

type Given = Pick<PublicState, 'givenFacts'>;

/** The list with this fact changed. A number that is not in it changes nothing. */
const withFact = ({ givenFacts }: Given, factNumber: number, changed: Partial<GivenFact>): Given => ({
  givenFacts: givenFacts.map((fact, index) => (index + 1 === factNumber ? { ...fact, ...changed } : fact)),
});

/** How a given fact, and what becomes of it, changes a session. Keys keep the order of their schema. */
export const strongerChanges = {
  given: ({ givenFacts }: Given, { version, questionId }: EventOf<'fact.given'>) => ({
    givenFacts: [...givenFacts, givenFactSchema.parse({ version, questionId, state: 'queued' })],
  }),
  started: (state: Given, { factNumber, attempt }: EventOf<'stronger_answer.started'>) =>
    withFact(state, factNumber, { state: 'working', attempt }),
  ready: (state: Given, { factNumber, hash, costUsd }: EventOf<'stronger_answer.ready'>) =>
    withFact(state, factNumber, { state: 'ready', hash, costUsd }),
  failed: (state: Given, { factNumber, reason, costUsd }: EventOf<'stronger_answer.failed'>) =>
    withFact(state, factNumber, { state: 'failed', reason, costUsd }),
};
