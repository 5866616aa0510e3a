import type { Via } from '@ringback/shared/contract/lifecycle';
import { logLimit } from '@ringback/shared/session/decide';
import { bridgeMoves } from './bridge-moves.ts';
import { commitMoves } from './commit-moves.ts';
import { type Exploration, explore } from './explore.ts';
import { factMoves } from './fact-moves.ts';
import { lineMoves } from './line-moves.ts';
import { phoneMoves } from './phone-moves.ts';
import { reportMoves } from './report-moves.ts';
import { type Rules, realRules } from './rules.ts';
import { newStoredSession } from './stored-session.ts';
import { upkeepMoves } from './upkeep-moves.ts';
import {
  type Budget,
  type Misfortune,
  type Moves,
  newParticipant,
  type Participant,
  type Setting,
  usualBudget,
  type World,
} from './world.ts';
import { toKey } from './world-key.ts';

/** A small world whose every future is explored. */
export interface Scenario {
  via: Via;
  participants: Participant[];
  possible: readonly Misfortune[];
  budget: Partial<Budget>;
  logLimit?: number;
}

const bridge = (instance: string, session = 0) =>
  newParticipant('bridge', { name: `ai-bridge/${instance}`, instance, session });
const telephony = (kind: 'line' | 'worker', instance: string, session = 0) =>
  newParticipant(kind, { name: `telephony/${instance}`, instance, session });
const reporter = (name: string) => newParticipant('reporter', { name, instance: name });
const other = (kind: 'webhook' | 'gateway' | 'reaper' | 'reset', session = 0) =>
  newParticipant(kind, { name: kind, session });

/** Each is small enough to be explored whole. Together they contain every participant and every misfortune. */
export const scenarios = {
  'an interviewer is taken over by another': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), bridge('b-2'), other('reaper')],
    possible: ['crash', 'lapse', 'loss', 'race', 'deadline'],
    budget: { words: 1 },
  },
  'the job configuration changes while everything is under way': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('gateway')],
    possible: ['loss', 'lost_reply', 'race'],
    budget: { changes: 2, words: 1, misfortunes: 1 },
  },
  'an end from every side': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('reaper')],
    possible: ['crash', 'loss', 'lost_reply', 'race', 'deadline'],
    budget: { hangUps: 1, goodbyes: 1, words: 1 },
  },
  'a call to the phone, with reports repeated, reordered and lost': {
    via: 'phone',
    participants: [telephony('worker', 't-1'), telephony('line', 't-1'), other('webhook'), other('reaper')],
    possible: ['crash', 'lost_reply', 'duplicate', 'stray', 'deadline'],
    budget: { hangUps: 1, misfortunes: 1 },
  },
  'a candidate who dials in': {
    via: 'dial_in',
    participants: [telephony('line', 't-1'), other('webhook'), bridge('b-1'), other('reaper')],
    possible: ['crash', 'duplicate', 'stray', 'race', 'deadline'],
    budget: { hangUps: 1, misfortunes: 1 },
  },
  'a media stream that comes back elsewhere': {
    via: 'browser',
    participants: [telephony('line', 't-1'), telephony('line', 't-2'), bridge('b-1')],
    possible: ['loss', 'crash', 'race'],
    budget: {},
  },
  'practice again, with everything of the old session still on its way': {
    via: 'browser',
    participants: [
      telephony('line', 't-1'),
      bridge('b-1'),
      other('gateway'),
      telephony('line', 't-2', 1),
      other('reaper'),
    ],
    possible: ['crash', 'race', 'deadline'],
    budget: { practiceAgain: 1, words: 1, misfortunes: 1 },
  },
  'a reset of all at any moment': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('reset'), other('reaper')],
    possible: ['crash', 'loss', 'lost_reply', 'race', 'deadline'],
    budget: { resets: 1, words: 1, misfortunes: 1 },
  },
  'an instance of another version on the same session': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('reaper')],
    possible: ['foreign', 'loss', 'race', 'deadline'],
    budget: { words: 1 },
  },
  'a record that cannot be read any more': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('reaper')],
    possible: ['unreadable', 'lost_reply', 'race', 'deadline'],
    budget: { hangUps: 1, words: 1 },
  },
  'reports after the last word, by workers that die or lag behind': {
    via: 'browser',
    participants: [
      telephony('line', 't-1'),
      bridge('b-1'),
      reporter('r-1'),
      reporter('r-2'),
      other('gateway'),
      other('reaper'),
    ],
    possible: ['crash', 'lost_reply', 'race', 'deadline'],
    budget: { hangUps: 1, reports: 1, misfortunes: 1 },
  },
  'a fact that is given after the report, and workers that write from it': {
    via: 'browser',
    participants: [
      telephony('line', 't-1'),
      bridge('b-1'),
      reporter('r-1'),
      reporter('r-2'),
      other('gateway'),
    ],
    possible: ['crash', 'race'],
    budget: { hangUps: 1, facts: 1, misfortunes: 1 },
  },
  'a log that grows to its limit': {
    via: 'browser',
    participants: [telephony('line', 't-1'), bridge('b-1'), other('gateway')],
    possible: ['loss', 'race'],
    budget: { changes: 1, words: 2, misfortunes: 1 },
    logLimit: 5,
  },
} satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;

/** Far more than any scenario has: a guard against one that has become endless. */
const mostWorlds = 500_000;

const allMoves: readonly Moves[] = [
  commitMoves,
  bridgeMoves,
  lineMoves,
  phoneMoves,
  reportMoves,
  factMoves,
  upkeepMoves,
];

/** Explores a scenario under the real rules or mutated ones. */
export function check(
  scenario: Scenario,
  { rules = realRules, see }: { rules?: Rules; see?: (world: World) => void } = {},
): Exploration {
  const setting: Setting = {
    rules,
    logLimit: scenario.logLimit ?? logLimit,
  };
  const start: World = {
    sessions: [newStoredSession(0, scenario.via)],
    participants: scenario.participants,
    carrier: { call: 'none', calls: 0, messages: [] },
    budget: { ...usualBudget, ...scenario.budget },
    possible: scenario.possible,
    fleetGeneration: 0,
    isResetKnown: false,
  };
  return explore({
    start,
    steps: (world) => allMoves.flatMap((moves) => moves(world, setting)),
    toKey: (world) => toKey(world, setting, scenario.logLimit !== undefined),
    mostWorlds,
    ...(see === undefined ? {} : { see }),
  });
}
