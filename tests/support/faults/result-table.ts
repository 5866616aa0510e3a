import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of the closing table. */
export interface FaultResult {
  /** Number in the table of faults. */
  row: string;
  moment: string;
  what: string;
  /** Null where the bound is a matter of yes or no. */
  boundMs: number | null;
  measuredMs: number | null;
  /** Why it failed. */
  failure: string | null;
}

const file = fileURLToPath(new URL('../../../.cache/faults/results.jsonl', import.meta.url));
const results: FaultResult[] = [];

function note(result: FaultResult): void {
  results.push(result);
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

const inMs = (ms: number | null) => (ms === null ? '' : `${Math.round(ms)} ms`);

/** The results as a table for a terminal. */
export function toTable(rows: readonly FaultResult[]): string {
  const cells = [
    ['row', 'moment', 'fault', 'bound', 'measured', 'result'],
    ...rows.map(({ row, moment, what, boundMs, measuredMs, failure }) => [
      row,
      moment,
      what,
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

/** Prints what this file has measured so far; for `afterAll`. */
export function printResults(): void {
  process.stdout.write(`\n${toTable(results)}\n`);
}

/**
 * Runs one cell of the table. `run` returns what it measured in ms (null: only that it holds); more than the
 * bound is a failure. Notes the outcome either way, and throws what failed.
 */
export async function measureFault(
  cell: { row: string; moment: string; what: string; boundMs: number | null },
  run: () => Promise<number | null>,
): Promise<void> {
  let measuredMs: number | null = null;
  try {
    measuredMs = await run();
    if (cell.boundMs !== null && measuredMs !== null && measuredMs > cell.boundMs) {
      throw new Error(`took ${Math.round(measuredMs)} ms, the bound is ${cell.boundMs} ms`);
    }
    note({ ...cell, measuredMs, failure: null });
  } catch (error) {
    note({ ...cell, measuredMs, failure: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
