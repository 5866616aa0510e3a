import type { Visitor } from './visitor-budget.ts';

/** Each file that is being written holds one session in memory, however slowly its reader takes it. */
const mostAtOnce = 4;
/** So that one address leaves turns to others. */
const mostOfAddress = 2;

/** Who may have a file written now. Each gateway has its own turns. */
export interface ExportTurns {
  /** Gives a turn, and returns how to give it back. Null: no turn is free for this visitor. */
  take(visitor: Visitor): (() => void) | null;
}

/** A candidate has one turn at a time, an address two. */
export function createExportTurns(): ExportTurns {
  const taken = new Set<Visitor>();
  const isFree = ({ candidateId, address }: Visitor) => {
    const all = [...taken];
    return (
      all.length < mostAtOnce &&
      all.every((other) => other.candidateId !== candidateId) &&
      all.filter((other) => other.address === address).length < mostOfAddress
    );
  };
  return {
    take(visitor) {
      if (!isFree(visitor)) return null;
      const turn = { ...visitor };
      taken.add(turn);
      return () => taken.delete(turn);
    },
  };
}
