import { dayLimitOf } from '@ringback/shared/contract/called-number';
import { wideNetworkOf } from '@ringback/shared/contract/wide-network';

/** How many calls an hour are allowed for each of these; 0 means no limit. */
export interface CallsPerHour {
  number: number;
  candidate: number;
  address: number;
  network: number;
  country: number;
}

export interface CallLimits {
  perHour: CallsPerHour;
  /** How often an unlisted number may be called in a day, for all candidates together; 0 means no limit. */
  perDayAndNumber: number;
}

/** Whom a call is for, and who asks. `number` and `country` are null when no number is called. */
export interface CallFacts {
  number: string | null;
  /** An operator has listed the number, and so decides how often it is called in a day. */
  isListed: boolean;
  country: string | null;
  candidateId: string;
  /** IP address, or the /64 of an IPv6 household. */
  address: string;
}

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** The limits that a call counts towards. `hash` hides from a reader of the counters whose they are. */
export function limitsOf(
  facts: CallFacts,
  { perHour, perDayAndNumber }: CallLimits,
  hash: (text: string) => string,
): { name: string; most: number; windowMs: number }[] {
  const subjects: [keyof CallsPerHour, string | null][] = [
    ['number', facts.number],
    ['candidate', facts.candidateId],
    ['address', facts.address],
    ['network', wideNetworkOf(facts.address)],
    ['country', facts.country],
  ];
  const ofDay =
    facts.number === null || facts.isListed || perDayAndNumber === 0
      ? []
      : [{ name: dayLimitOf(facts.number, hash), most: perDayAndNumber, windowMs: dayMs }];
  const ofHour = subjects.flatMap(([kind, subject]) => {
    if (subject === null || perHour[kind] === 0) return [];
    return [{ name: `calls:${kind}:${hash(subject)}`, most: perHour[kind], windowMs: hourMs }];
  });
  return [...ofHour, ...ofDay];
}
