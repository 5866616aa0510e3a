import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FaultResult, toFaultTable } from '../../../scripts/testing/fault-table.ts';

const file = fileURLToPath(new URL('../../../.cache/faults/results.jsonl', import.meta.url));
const results: FaultResult[] = [];

function note(result: FaultResult): void {
  results.push(result);
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** Prints what this file has measured so far. For `afterAll`. */
export function printResults(): void {
  // A run of all files prints one table at its end.
  if (process.env.FAULTS_JOINT_TABLE === '1') return;
  process.stdout.write(`\n${toFaultTable(results)}\n`);
}

/**
 * Runs one cell of the table. `run` returns its measurement in ms (null: it only holds). More than the bound is a
 * failure. Notes the outcome either way, and throws what failed.
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
