import type { Phase } from '@ringback/shared/contract/lifecycle';
import { holderName } from '@ringback/shared/contract/session-record';
import { commandKinds } from '@ringback/shared/session/command';
import { decide } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import {
  anyPhase,
  asIfMaking,
  asIfReady,
  begins,
  blind,
  closesEarly,
  closesSilently,
  forgetful,
  onlyFact,
} from './mutate.ts';
import type { Property } from './properties.ts';
import { type Rules, realRules } from './rules.ts';
import type { ScenarioName } from './scenarios.ts';

/** One protective rule taken away, where that shows, and which property must then be found broken. */
interface Mutation {
  rules: Rules;
  scenario: ScenarioName;
  breaks: Property;
}

const takeover = 'an interviewer is taken over by another';
const change = 'the job configuration changes while everything is under way';
const ends = 'an end from every side';
const phone = 'a call to the phone, with reports repeated, reordered and lost';
const elsewhere = 'a media stream that comes back elsewhere';
const again = 'practice again, with everything of the old session still on its way';
const reset = 'a reset of all at any moment';
const reports = 'reports after the last word, by workers that die or lag behind';
const facts = 'a fact that is given after the report, and workers that write from it';
const limit = 'a log that grows to its limit';
const versions = 'an instance of another version on the same session';
const unreadable = 'a record that cannot be read any more';

const live: Phase = 'active';

/** Every protective rule, removed in turn. */
export const mutations: Record<string, Mutation> = {
  'what is not known ends the session': {
    rules: {
      ...realRules,
      evolve: (record, event) =>
        event.type === 'unknown' && record !== null
          ? { ...record, phase: 'ended' }
          : evolveRecord(record, event),
    },
    scenario: versions,
    breaks: 'foreignChangesNothing',
  },
  'phases are not compared': {
    rules: { ...realRules, comparesPhase: false },
    scenario: unreadable,
    breaks: 'nothingAfterClosed',
  },
  'a deadline does not close what cannot be read': {
    rules: {
      ...realRules,
      commandKinds: { ...commandKinds, expire: { ...commandKinds.expire, closes: false } },
    },
    scenario: unreadable,
    breaks: 'unreadableCloses',
  },
  'closes without asking for a report': {
    rules: { ...realRules, decide: closesSilently },
    scenario: reports,
    breaks: 'reportFollows',
  },
  'a session without an interview gets a report': {
    rules: blind(({ times }) => ({ times: { ...times, activeAt: times.activeAt ?? 1 } })),
    scenario: reports,
    breaks: 'oneReportEach',
  },
  'a version is settled by each worker that made it': {
    rules: blind(({ report }, command) => {
      const fact = onlyFact(command);
      return fact?.type === 'report.ready' ? { report: asIfMaking(report, fact.version) } : null;
    }),
    scenario: reports,
    breaks: 'oneReportEach',
  },
  'a report is asked for while one is being made': {
    rules: blind(({ report }, command) =>
      onlyFact(command)?.type === 'report.queued' ? { report: { ...report, state: 'ready' } } : null,
    ),
    scenario: reports,
    breaks: 'oneReportEach',
  },
  'a fact is given without a report that asks for it': {
    rules: blind(({ report }, command) =>
      onlyFact(command)?.type === 'fact.given' ? { report: asIfReady(report) } : null,
    ),
    scenario: facts,
    breaks: 'oneAnswerEach',
  },
  'a stronger answer is settled by each worker that wrote it': {
    rules: blind(({ givenFacts }, command) =>
      onlyFact(command)?.type === 'stronger_answer.ready'
        ? { givenFacts: givenFacts.map((given) => ({ ...given, state: 'working' })) }
        : null,
    ),
    scenario: facts,
    breaks: 'oneAnswerEach',
  },
  'reports in any phase': {
    rules: blind((_record, command) => {
      const fact = onlyFact(command);
      return fact?.type === 'self_rating.given' ? { phase: 'closed' } : null;
    }),
    scenario: reports,
    breaks: 'onlyAfterClosed',
  },
  'facts in any phase': { rules: blind(anyPhase), scenario: ends, breaks: 'nothingAfterClosed' },
  'no bound to the settlement': {
    rules: blind(({ times }) => ({ times: { ...times, endedAt: null } })),
    scenario: ends,
    breaks: 'onlySettlement',
  },
  'ended may end again': {
    rules: blind((_record, { type }) => (type === 'end' ? { phase: live } : null)),
    scenario: ends,
    breaks: 'endsOnce',
  },
  'closed may be released': {
    rules: blind(({ phase }, { type }) =>
      type === 'release' && phase === 'closed' ? { phase: 'ended' } : null,
    ),
    scenario: ends,
    breaks: 'nothingAfterClosed',
  },
  'closes before the last release': {
    rules: { ...realRules, decide: closesEarly },
    scenario: ends,
    breaks: 'everyoneLetsGo',
  },
  'a receipt is not compared': {
    rules: blind((_record, command) => {
      const fact = onlyFact(command);
      return fact?.type === 'configuration.received' ? { configurationHash: fact.configurationHash } : null;
    }),
    scenario: change,
    breaks: 'currentReceipt',
  },
  'a change leaves the earlier receipt': {
    rules: forgetful('configuration.changed', ['receivedHash']),
    scenario: change,
    breaks: 'beginsRightly',
  },
  'a new interviewer keeps the receipt of the last': {
    rules: forgetful('interviewer.joined', ['receivedHash']),
    scenario: takeover,
    breaks: 'beginsRightly',
  },
  'a lost interviewer still counts as there': {
    rules: forgetful('interviewer.lost', ['bridge']),
    scenario: takeover,
    breaks: 'namesWhoIsThere',
  },
  'a receipt without an interviewer': {
    rules: blind(({ bridge }, command) =>
      onlyFact(command)?.type === 'configuration.received' ? { bridge: bridge ?? 'b-0' } : null,
    ),
    scenario: takeover,
    breaks: 'currentReceipt',
  },
  'an interviewer that leaves is not missed': {
    rules: blind((_record, { type }) => (type === 'release' ? { bridge: null } : null)),
    scenario: takeover,
    breaks: 'namesWhoIsThere',
  },
  'a lost media stream still counts as audio': {
    rules: forgetful('media.lost', ['streamSid']),
    scenario: ends,
    breaks: 'namesWhoIsThere',
  },
  'a late loss of an earlier stream counts': {
    rules: blind((_record, command) => {
      const fact = onlyFact(command);
      return fact?.type === 'media.lost' ? { streamSid: fact.streamSid } : null;
    }),
    scenario: elsewhere,
    breaks: 'namesWhoIsThere',
  },
  'a late loss of an earlier interviewer counts': {
    rules: blind((_record, command) => {
      const fact = onlyFact(command);
      return fact?.type === 'interviewer.lost' ? { bridge: fact.bridge } : null;
    }),
    scenario: takeover,
    breaks: 'namesWhoIsThere',
  },
  'a report of another call counts': {
    rules: blind((_record, command) =>
      onlyFact(command)?.type === 'call.placed' ? { callSid: null } : null,
    ),
    scenario: phone,
    breaks: 'namesWhoIsThere',
  },
  'begins with the receipt alone': {
    rules: begins(({ receivedHash }) => receivedHash !== null),
    scenario: ends,
    breaks: 'beginsRightly',
  },
  'begins with audio alone': {
    rules: begins(({ streamSid }) => streamSid !== null),
    scenario: ends,
    breaks: 'beginsRightly',
  },
  'answered without being dialled': {
    rules: blind((_record, command) =>
      onlyFact(command)?.type === 'call.answered' ? { via: 'dial_in' } : null,
    ),
    scenario: phone,
    breaks: 'dialledFirst',
  },
  'audio before the gate': {
    rules: blind((_record, command) =>
      onlyFact(command)?.type === 'media.started' ? { via: 'browser' } : null,
    ),
    scenario: phone,
    breaks: 'gateFirst',
  },
  'who joins is not listed': {
    rules: forgetful('interviewer.joined', ['holders']),
    scenario: ends,
    breaks: 'everyoneLetsGo',
  },
  'who is lost is struck off the list': {
    rules: {
      ...realRules,
      evolve: (record, event) => {
        const after = evolveRecord(record, event);
        if (event.type !== 'interviewer.lost') return after;
        const name = holderName('ai-bridge', event.bridge);
        return { ...after, holders: after.holders.filter((held) => held !== name) };
      },
    },
    scenario: takeover,
    breaks: 'everyoneLetsGo',
  },
  'words without a receipt': {
    rules: blind((record, command) =>
      onlyFact(command)?.type === 'transcript.completed' ? { receivedHash: record.configurationHash } : null,
    ),
    scenario: takeover,
    breaks: 'noWordBeforeReceipt',
  },
  'a deadline is not compared again': {
    rules: blind((_record, { type }) => (type === 'expire' ? { deadlineAt: 0 } : null)),
    scenario: phone,
    breaks: 'deadlineSpares',
  },
  'a phase without a deadline': {
    rules: {
      ...realRules,
      evolve: (record, event) => {
        const after = evolveRecord(record, event);
        return after.phase === 'ringing' ? { ...after, deadlineAt: null } : after;
      },
    },
    scenario: phone,
    breaks: 'hasDeadline',
  },
  'ended does not close by itself': {
    rules: {
      ...realRules,
      decide: (record, command, at) =>
        command.type === 'expire' && record.phase === 'ended'
          ? { outcome: 'done' }
          : decide(record, command, at),
    },
    scenario: takeover,
    breaks: 'closesByDeadlines',
  },
  'operations are not remembered': {
    rules: { ...realRules, knowsOperations: false },
    scenario: change,
    breaks: 'appliedOnce',
  },
  'tokens are not compared': {
    rules: { ...realRules, comparesToken: false },
    scenario: takeover,
    breaks: 'fencedOff',
  },
  'revisions are not compared': {
    rules: { ...realRules, comparesRevision: false },
    scenario: ends,
    breaks: 'recordIsFold',
  },
  'one revision for a commit of several events': {
    rules: { ...realRules, numbersEveryEvent: false },
    scenario: ends,
    breaks: 'revisionsFollow',
  },
  'the status lags behind': {
    rules: {
      ...realRules,
      evolveView: (view, event) => {
        const after = evolveView(view, event);
        return { ...after, status: view?.status ?? after.status };
      },
    },
    scenario: ends,
    breaks: 'statusFollowsPhase',
  },
  'a page still shows an interviewer who was lost': {
    rules: {
      ...realRules,
      evolveView: (view, event) => {
        const after = evolveView(view, event);
        return event.type === 'interviewer.lost' ? { ...after, interviewerPresent: true } : after;
      },
    },
    scenario: takeover,
    breaks: 'viewTellsRecord',
  },
  'a reset overrules nothing': {
    rules: {
      ...realRules,
      toAllowedCommand: (read, command, bounds) =>
        realRules.toAllowedCommand(read, command, { ...bounds, fleetGeneration: 0 }),
    },
    scenario: reset,
    breaks: 'resetReaches',
  },
  'a full log overrules nothing': {
    rules: {
      ...realRules,
      toAllowedCommand: (read, command, bounds) =>
        realRules.toAllowedCommand(read, command, { ...bounds, logLimit: 4000 }),
    },
    scenario: limit,
    breaks: 'logIsBounded',
  },
  'dials although the intent was refused': {
    rules: { ...realRules, dialsOnAcceptedIntentOnly: false },
    scenario: phone,
    breaks: 'dialledOnce',
  },
  'dials a session that is dialled already': {
    rules: blind(({ phase }, command) =>
      onlyFact(command)?.type === 'call.dialled' && isLive(phase) ? { phase: 'configured' } : null,
    ),
    scenario: phone,
    breaks: 'dialledOnce',
  },
  'commands go to the candidate’s newest session': {
    rules: { ...realRules, addressesOwnSession: false },
    scenario: again,
    breaks: 'ownEventsOnly',
  },
};
