import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { eventually } from '../eventually.ts';
import type { FaultFleet } from './fault-fleet.ts';
import { checkHistory, checkQuiet } from './history-check.ts';
import { type Journey, startJourney } from './journey.ts';
import type { CallRequest, PatientCandidate } from './patient-candidate.ts';

/** When a fault strikes. M8, the report, comes after the walk. */
const moments = {
  M0: 'page open',
  M1: 'accepted, not dialled',
  M2: 'ringing',
  M3: 'answered, gate',
  M4: 'interviewer connecting',
  M5: 'interviewer speaking',
  M6: 'candidate speaking',
  M7: 'ending',
  M9: 'practice again',
} as const;
export type Moment = keyof typeof moments;
export const everyMoment = Object.keys(moments) as Moment[];

const onPhone: readonly Moment[] = ['M1', 'M2', 'M3'];

/** The moments that such a call has. A browser neither rings nor has a gate. */
export const momentsOf = (via: 'browser' | 'phone'): readonly Moment[] =>
  via === 'phone' ? everyMoment : everyMoment.filter((moment) => moment !== 'M2' && moment !== 'M3');

/**
 * The moment at which what began at one stops being at work; null: the end of the walk. Dialling goes on while the
 * phone rings, and connecting takes only a moment.
 */
export function momentAfter(moment: Moment, via: 'browser' | 'phone'): Moment | null {
  if (moment === 'M7' || moment === 'M9') return null;
  if (moment === 'M1') return via === 'phone' ? 'M3' : 'M5';
  if (moment === 'M3') return 'M5';
  return everyMoment[everyMoment.indexOf(moment) + 1] ?? null;
}

export interface Walked {
  /** The session that the fault struck. The earlier one when there are two. */
  readonly journey: Journey;
  readonly journeys: readonly Journey[];
  /** False: the session ended before either side spoke, as the fault allowed. */
  readonly isComplete: boolean;
}

export interface WalkOptions {
  moment: Moment;
  /** The fault. The walk continues when it resolves, whatever it has left behind. */
  strike: (journey: Journey | null) => Promise<void>;
  /** The fault may end a session in which neither side has spoken. */
  mayEnd?: boolean;
  /** The fault takes the line down, and the walk goes on when it is back. */
  comesBack?: boolean;
  /** Overrides whether the call goes to a phone. */
  via?: 'browser' | 'phone';
  /** How long the last check waits for the session to be closed. */
  closedWithinMs?: number;
  /** Told each moment as it comes, before the fault strikes. */
  onMoment?: (moment: Moment) => void;
}

let numbers = 0;
function nextNumber(): string {
  numbers += 1;
  return `+1415555${String(numbers % 10_000).padStart(4, '0')}`;
}

/** A browser call, or one to a number of its own that rings for two seconds and takes one to press the key. */
export function planCall(fleet: FaultFleet, isPhone: boolean): CallRequest {
  if (!isPhone) return { via: 'browser' };
  const phoneNumber = nextNumber();
  // The carrier's waits are a tenth. The key is pressed at the second asking.
  const keys = [null, { digits: '1', afterMs: 3_000 }];
  fleet.behaviours.set(phoneNumber, { type: 'answers', afterMs: 20_000, keys });
  return { via: 'phone', phoneNumber };
}

/** The phases of a session that is past its dialling and its gate, and not over. */
const connected: ReadonlySet<string> = new Set(['connecting', 'active', 'ending']);

/** Waits until the record says that the interviewer is being connected to, polling as fast as possible. */
function whenConnecting(fleet: FaultFleet, journey: Journey): Promise<unknown> {
  return eventually(
    async () => {
      const read = await fleet.store.read(journey.sessionId as SessionId);
      return read !== null && connected.has(read.record.phase);
    },
    15_000,
    5,
  );
}

async function hasEnded(fleet: FaultFleet, { sessionId }: Journey): Promise<boolean> {
  return eventually(async () => {
    const read = await fleet.store.read(sessionId as SessionId);
    return read !== null && !isLive(read.record.phase);
  }, 20_000).catch(() => false);
}

/** Waits for a lost line until the interviewer is heard on it. False: it is still there. */
async function hasComeBack(journey: Journey): Promise<boolean> {
  // The other side may hear of the loss a moment later.
  await wait(100);
  if (journey.line.isOpen) return false;
  await journey.comeBack(20_000);
  await journey.hear(100);
  return true;
}

/** One whole conversation with two exchanges. `at` is called at each moment. */
async function converse(
  fleet: FaultFleet,
  journey: Journey,
  at: (moment: Moment) => Promise<void>,
  { isPhone, comesBack = false }: { isPhone: boolean; comesBack?: boolean },
): Promise<void> {
  const wasLost = async () => comesBack && (await hasComeBack(journey));
  await at('M1');
  if (isPhone) {
    await fleet.dials.release();
    const reached = async (status: 'ringing' | 'in-progress', moment: Moment) => {
      const call = await eventually(() => journey.call ?? false, 20_000);
      if (call) await call.reached(status);
      await at(moment);
    };
    await reached('ringing', 'M2');
    await reached('in-progress', 'M3');
  }
  const talking = journey.talk();
  // Both are awaited below. Until then a fault may well break them.
  talking.catch(() => {});
  const connecting = whenConnecting(fleet, journey).then(() => at('M4'));
  await Promise.all([talking, connecting]);
  await wasLost();
  await journey.hear(300);
  await at('M5');
  if (!(await wasLost())) await journey.greeting();
  const speaking = journey.exchange(1_500);
  speaking.catch(() => {});
  await wait(500);
  await at('M6');
  if (!(await wasLost())) await speaking;
  await journey.exchange(500);
}

/** Walks one candidate through a session, strikes at the moment, and checks the whole history afterwards. */
export async function walk(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  options: WalkOptions,
): Promise<Walked> {
  const { moment, strike, mayEnd = false, comesBack = false, closedWithinMs = 15_000 } = options;
  const isPhone = options.via === undefined ? onPhone.includes(moment) : options.via === 'phone';
  const call = planCall(fleet, isPhone);
  let struck: Journey | null = null;
  let strikes = 0;
  const at = async (reached: Moment) => {
    options.onMoment?.(reached);
    if (reached !== moment) return;
    strikes += 1;
    await strike(struck);
  };
  const journeys: Journey[] = [];
  let isComplete = true;
  try {
    await at('M0');
    if (isPhone) await fleet.dials.hold();
    const journey = await startJourney(fleet, candidate, { call });
    journeys.push(journey);
    struck = journey;
    try {
      await converse(fleet, journey, at, { isPhone, comesBack });
    } catch (error) {
      if (!mayEnd || !(await hasEnded(fleet, journey))) throw error;
      isComplete = false;
    }
    if (moment === 'M9') {
      const [next] = await Promise.all([
        startJourney(fleet, candidate, { call, previousSessionId: journey.sessionId }),
        at('M9'),
      ]);
      journeys.push(next);
      await converse(fleet, next, async () => {}, { isPhone, comesBack });
      await next.hangUp();
    } else if (isComplete) {
      const gone = journey.hangUp();
      await at('M7');
      await gone;
    }
    expectOneStrike(moment, strikes);
    for (const each of journeys) await checkHistory(fleet, each, closedWithinMs);
    await checkQuiet(fleet);
    return { journey, journeys, isComplete };
  } finally {
    for (const each of journeys) each.end();
  }
}

/** A fault that did not strike has shown nothing. */
function expectOneStrike(moment: Moment, strikes: number): void {
  if (strikes !== 1) throw new Error(`the fault of ${moment} (${moments[moment]}) struck ${strikes} times`);
}

export interface ReachedMoment {
  readonly journey: Journey;
  readonly call: CallRequest;
  /** Ends the walk that led here, not the session, whose next steps are the caller's. */
  release(): Promise<void>;
}

/**
 * Brings a session to a moment and leaves it there, for what should happen to it then. Throws when the moment never
 * comes.
 */
export async function reachMoment(
  fleet: FaultFleet,
  candidate: PatientCandidate,
  moment: Moment,
  via?: 'browser' | 'phone',
): Promise<ReachedMoment> {
  const isPhone = via === undefined ? onPhone.includes(moment) : via === 'phone';
  const call = planCall(fleet, isPhone);
  if (isPhone) await fleet.dials.hold();
  const journey = await startJourney(fleet, candidate, { call });
  const { promise: reached, resolve: tellReached } = Promise.withResolvers<void>();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const at = async (here: Moment) => {
    if (here !== moment) return;
    tellReached();
    await held;
    throw new WalkOver();
  };
  const hangingUp = async () => {
    if (moment !== 'M7') return;
    await journey.hangUp();
    await at('M7');
  };
  const walking = converse(fleet, journey, at, { isPhone })
    .then(hangingUp)
    .catch((error) => {
      if (!(error instanceof WalkOver)) throw error;
    });
  const cameFirst = await Promise.race([reached.then(() => 'moment'), walking.then(() => 'end of the walk')]);
  if (cameFirst !== 'moment') throw new Error(`${moment} (${moments[moment]}) never came`);
  return {
    journey,
    call,
    async release() {
      letGo();
      if (isPhone) await fleet.dials.release();
      // What was in progress when the session ended fails, and may.
      await walking.catch(() => {});
    },
  };
}

class WalkOver extends Error {}
