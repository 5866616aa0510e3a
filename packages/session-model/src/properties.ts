/** What must stay true of every session, whatever happens. docs/sessions.md lists these by name. */
export const properties = {
  endsOnce: 'a session ends at most once and never lives again',
  nothingAfterClosed:
    'nothing happens after closed but reports, what the candidate says of them, and stronger answers from that',
  onlyAfterClosed: 'reports, what the candidate says of them, and stronger answers come only after closed',
  reportFollows: 'a session that had an interview closes with a report asked for',
  oneReportEach: 'each report is asked for once, one at a time and after an interview only, and settled once',
  oneAnswerEach:
    'each given fact is asked for by a report that is there, and its stronger answer is settled once',
  onlySettlement: 'after the end there is only settlement, and only for three seconds',
  beginsRightly: 'an interview begins only with audio and the receipt of the present interviewer',
  currentReceipt:
    'a receipt is for the configuration that the record holds, from the interviewer who is there',
  noWordBeforeReceipt: 'an interviewer is heard only after it has shown a receipt',
  dialledFirst: 'a call to the phone is answered only after it was dialled',
  gateFirst: 'a phone has audio only after the gate',
  namesWhoIsThere: 'the record names the media stream, the interviewer and the call that are there',
  revisionsFollow: 'revisions follow each other without a gap',
  foreignChangesNothing: 'an event of another version moves the revision and nothing else',
  unreadableCloses: 'a session whose record cannot be read is closed by whatever ends it, its deadline too',
  recordIsFold: 'the record is the fold of the log',
  statusFollowsPhase: 'the view shows the status of the record’s phase',
  viewTellsRecord:
    'what the view shares with the record is the same in both, though each is folded by itself',
  hasDeadline: 'every session that is not closed has a deadline',
  closesByDeadlines: 'deadlines alone close every session',
  deadlineSpares: 'a deadline ends only a session that is past it',
  everyoneLetsGo: 'a session closes when its last holder has let go',
  ownEventsOnly: 'two sessions share no events',
  dialledOnce: 'a session’s call is dialled at most once, by phone only',
  appliedOnce: 'an operation takes effect at most once',
  fencedOff: 'an earlier holder of the lease changes nothing',
  resetReaches: 'a session from before a reset only ends',
  logIsBounded: 'the log of a live session does not outgrow its limit',
} as const;
export type Property = keyof typeof properties;
