import type { ListProblem } from '@ringback/shared/contract/do-not-call';

/** Why no number is dialled although dialling is on, and what an operator can do. docs/operate.md says more. */
const listProblems: Readonly<Record<ListProblem, string>> = {
  key_unknown:
    'No number is dialled: the do-not-call list was made under a key that NUMBER_HASH_KEY lacks. Put that key back, as “new,old”, and start telephony and frontend-gateway again.',
  canary_lost:
    'No number is dialled: it is not known whether NUMBER_HASH_KEY fits the do-not-call list. If it contains every key that the list was made under, run “npm run do-not-call -- vouch”.',
  list_lost:
    'No number is dialled: the do-not-call list is lost. Restore its copy with “npm run do-not-call -- import FILE”. If there is none, run “npm run do-not-call -- vouch”.',
};

/** The operators' page. Names of services, phases and queues stay as the logs have them. */
export const operator = {
  title: 'Operator',
  lead: 'What lives here, who serves it, and how to stop it.',
  token: 'Operator token',
  tokenHint:
    'It is OPERATOR_TOKEN in your .env; “npm start” makes one by itself and prints which file has it. Kept in this tab only.',
  enter: 'Enter',
  leave: 'Leave',
  reading: 'Reading …',
  asOf: (time: string) => `As of ${time}`,
  none: 'None.',
  tableOf: (title: string) => `${title}, table`,

  dialling: 'Dialling',
  diallingOn: 'Dialling is on',
  diallingOff: 'Dialling is off',
  diallingHint: 'Off: no new phone call is placed anywhere. Calls that go on are not touched.',
  switchOn: 'Switch dialling on',
  switchOff: 'Switch dialling off',
  listProblems,

  sessions: (count: number) => `Live sessions: ${count}`,
  sessionColumns: ['Session', 'Call', 'Phase', 'Since', 'Deadline', 'Held by'] as readonly string[],
  instances: (count: number) => `Instances: ${count}`,
  instanceColumns: ['Service', 'Instance', 'Load', 'State', 'Heard of'] as readonly string[],
  load: (load: number, capacity: number) => `${load} of ${capacity}`,
  draining: 'draining',
  serving: 'serving',
  queues: 'Queues',
  queueColumns: ['Queue', 'Waiting', 'Active', 'Delayed', 'Failed'] as readonly string[],

  unreadable: (count: number) => `Unreadable sessions: ${count}`,
  unreadableHint: 'What is stored of these cannot be read. Their calls are down once they are set aside.',
  aboutToBeSetAside: 'about to be set aside',
  since: (when: string) => `since ${when}`,
  erase: 'Erase',
  eraseWhich: (sessionId: string) => `Erase ${sessionId}`,

  records: 'Deletion records',
  recordNumber: 'Number of the deletion record',
  recordHint:
    'A person whose data was erased has it. The record says what was erased and when, and names no person.',
  recordShape:
    'A number has 16 letters and digits, such as 7K3M-Q9TD-0A1B-XYZ2. Compare it with the person’s copy.',
  find: 'Find it',

  resetAll: 'Reset all',
  resetHint: 'Ends every live session on every instance at once, calls included. There is no way back.',
  typeToConfirm: (typed: string) => `Type “${typed}” to confirm`,
  endAll: 'End all sessions',
  resetting: 'Resetting …',
  progress: (ended: number, sessions: number, confirmed: number, instances: number) =>
    `${ended} of ${sessions} sessions ended, ${confirmed} of ${instances} instances confirmed`,
  done: '. Done.',
  notDone: ' …',
  notConfirmed: 'Not all instances have confirmed after 30 s. Look at the instances.',
};
