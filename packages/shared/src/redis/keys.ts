import type { DeletionReference } from '../contract/deletion-record.ts';
import type { CandidateId, ServiceName, SessionId } from '../contract/ids.ts';

/**
 * Every key in one place, except a session's own (`session-keys.ts`). The scripts that create a session, admit it or
 * set it aside span several slots of a Redis Cluster, so Redis must be a single server.
 */
export const keys = {
  live: 'live',
  /** Sessions whose record cannot be read, by the time at which they were set aside. */
  quarantine: 'quarantine',
  instances: (service: ServiceName) => `instances:${service}`,
  /** The operation by which a candidate got another id, at their first session. */
  candidateSuccession: (id: CandidateId) => `candidate:${id}:succession`,
  candidateSessions: (id: CandidateId) => `candidate:${id}:sessions`,
  /**
   * The slots of live sessions: of all, of a candidate, and of those that call the candidate's phone. The stored names
   * stay.
   */
  slots: 'places',
  candidateSlots: (id: CandidateId) => `candidate:${id}:places`,
  /** Live sessions from one address or network; `name` is hashed. */
  originSlots: (name: string) => `origin:${name}:places`,
  candidatePhoneSlot: (id: CandidateId) => `candidate:${id}:phone-place`,
  /** Logs sockets that watch a session or belong to a candidate, and those of coaches. */
  sessionSeats: (id: SessionId) => `session:{${id}}:seats`,
  coachSeats: (id: SessionId) => `session:{${id}}:coaches`,
  candidateSeats: (id: CandidateId) => `candidate:${id}:seats`,
  shares: (id: SessionId) => `session:{${id}}:shares`,
  share: (hash: string) => `share:${hash}`,
  ticket: (hash: string) => `ticket:${hash}`,
  limit: (name: string) => `limit:${name}`,
  /** What operators did, as a stream; and that a network's operator has looked. */
  operatorAudit: 'operator:audit',
  operatorLooked: (network: string) => `operator:looked:${network}`,
  fleet: 'fleet',
  reset: (operationId: string) => `reset:${operationId}`,
  dialling: 'dialling',
  /** Keyed hashes of numbers whose owners never want to be called again. */
  blockedNumbers: 'blocked-numbers',
  /** Tells under which keys that list was written, and whether a service still has them. */
  blockedNumbersCanary: 'blocked-numbers:canary',
  /** That list was lost. Its copy has not been wholly imported, and no operator has vouched for it. */
  blockedNumbersLost: 'blocked-numbers:lost',
  /** What happened to a number, by its keyed hash. */
  calledNumber: (hash: string) => `called:${hash}`,
  /** Keyed hashes of numbers that a candidate has shown to be theirs. */
  verifiedNumbers: (id: CandidateId) => `candidate:${id}:numbers`,
  /** Money in millionths of a dollar: held back per session, and spent or held back per day. */
  reservations: 'spend:reservations',
  /** Calls whose price the carrier has not told yet, by the carrier's call id. */
  awaitedPrices: 'spend:awaited-prices',
  spent: (day: string) => `spend:${day}`,
  /** As `spent`, for one share of the day; `name` is hashed. */
  spentShare: (day: string, name: string) => `spend:${day}:${name}`,
  /** The day's money has reached this percentage, and an operator was told. */
  spendAlarm: (day: string, percent: number) => `spend:${day}:alarm:${percent}`,
  /** There is no money left for the rest of this call. */
  outOfMoney: (id: SessionId) => `session:{${id}}:out-of-money`,
  /** Sessions whose report is asked for and not settled, by the time at which a worker looks for it again. */
  pendingReports: 'reports:pending',
  /** What was asked to be erased and is not done, and which instance is at it. */
  erasureRequests: 'erasures:requests',
  erasureWalk: (reference: DeletionReference) => `erasures:walk:${reference}`,
  /** Everything of this candidate is being erased. */
  candidateErasure: (id: CandidateId) => `candidate:${id}:erasure`,
  /** What is kept of an erasure; all of them by time; and those whose contents the append-only file still holds. */
  deletionRecord: (reference: DeletionReference) => `deletion:${reference}`,
  deletionRecords: 'deletions',
  deletionsInFile: 'deletions:in-file',
  /** Something was erased that the append-only file still holds, and which instance has it rewritten. */
  erasurePending: 'erasures:pending',
  erasureRewrite: 'erasures:rewrite',
  /** A one-time code for another browser of a candidate, by its keyed hash; and the hash of the candidate's valid one. */
  deviceCode: (hash: string) => `device-code:${hash}`,
  deviceCodeOf: (id: CandidateId) => `candidate:${id}:device-code`,
  /** Where a candidate's booked call stands; and what is needed to place it, which expires when it can be placed no more. */
  booking: (id: CandidateId) => `candidate:${id}:booking`,
  bookedCall: (id: CandidateId) => `candidate:${id}:booked-call`,
  dialInCode: (hash: string) => `dial-in:${hash}`,
  dialInOf: (id: SessionId) => `session:{${id}}:dial-in`,
  /** One instance fetches a call back, once for each absence. `token` is that of the lost lease. */
  fetchBack: (id: SessionId, token: string) => `session:{${id}}:fetch-back:${token}`,
} as const;
