/** One line of the closing table. */
export interface FaultResult {
  /** The number of the row in the table of faults. */
  row: string;
  moment: string;
  what: string;
  /** Null when the bound is not a time. */
  boundMs: number | null;
  measuredMs: number | null;
  /** Why it failed. */
  failure: string | null;
}

const widest = 70;
const inMs = (ms: number | null) => (ms === null ? '' : `${Math.round(ms)} ms`);

/** The results as a table for a terminal. */
export function toFaultTable(rows: readonly FaultResult[]): string {
  const cells = [
    ['row', 'moment', 'fault', 'bound', 'measured', 'result'],
    ...rows.map(({ row, moment, what, boundMs, measuredMs, failure }) => [
      row,
      moment,
      what.length > widest ? `${what.slice(0, widest - 1)}…` : what,
      inMs(boundMs),
      inMs(measuredMs),
      failure === null ? 'ok' : `FAILED: ${failure.split('\n')[0]?.slice(0, 120)}`,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  return cells
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}
