import { wideNetworkOf } from '@ringback/shared/contract/wide-network';

/** Which part of the day's money each may take, 0 to 1; 0 means no limit. */
export interface DayShares {
  candidate: number;
  address: number;
  network: number;
}

/**
 * The shares that a session counts towards. A share is never less than a start reserves (`firstUsd`), because a small
 * limit would otherwise refuse every start. `hash` hides from a reader of the accounts whose they are.
 */
export function sharesOf(
  facts: { candidateId: string; address: string },
  shares: DayShares,
  parts: { dailyLimitUsd: number; firstUsd: number; hash: (text: string) => string },
): { name: string; mostUsd: number }[] {
  const { dailyLimitUsd, firstUsd, hash } = parts;
  const mostOf = (share: number) => Math.max(dailyLimitUsd * share, firstUsd);
  const subjects: [keyof DayShares, string][] = [
    ['candidate', facts.candidateId],
    ['address', facts.address],
    ['network', wideNetworkOf(facts.address)],
  ];
  return subjects.flatMap(([kind, subject]) =>
    shares[kind] === 0 ? [] : [{ name: `${kind}:${hash(subject)}`, mostUsd: mostOf(shares[kind]) }],
  );
}
