import { countHeld, quietCheck } from './quiet-check.ts';
import type { Stack } from './stack.ts';

interface Row {
  scenario: string;
  count: number;
  ms: number;
  before: number;
  most: number;
  after: number | null;
  result: string;
}

/** Scenarios that must each leave nothing behind, and a table of them for a person. */
export interface ScenarioTable {
  /**
   * Runs a scenario and then the quiet check. `look` notes how much the services hold at that moment. A failure is
   * noted too, and thrown again.
   */
  run(scenario: string, count: number, act: (look: () => Promise<void>) => Promise<void>): Promise<void>;
  print(): string;
}

export function createScenarioTable(stack: () => Stack): ScenarioTable {
  const rows: Row[] = [];
  return {
    async run(scenario, count, act) {
      const began = performance.now();
      const before = await countHeld(stack());
      const row: Row = { scenario, count, ms: 0, before, most: before, after: null, result: 'failed' };
      rows.push(row);
      try {
        await act(async () => {
          row.most = Math.max(row.most, await countHeld(stack()));
        });
        await quietCheck(stack());
        row.result = 'nothing left';
      } catch (error) {
        row.result = `FAILED: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
        throw error;
      } finally {
        row.ms = Math.round(performance.now() - began);
        row.after = await countHeld(stack());
        // What one scenario has left behind must not be found with the next.
        if (row.result !== 'nothing left') await endAll(stack());
      }
    },
    print: () => toTable(rows),
  };
}

async function endAll({ store }: Stack): Promise<void> {
  for (const sessionId of await store.listLive()) {
    await store.commit(sessionId, { type: 'end', reason: 'operator' });
  }
}

function toTable(rows: readonly Row[]): string {
  const lines = [
    ['scenario', 'count', 'ms', 'held before', 'at most', 'after', 'result'],
    ...rows.map(({ scenario, count, ms, before, most, after, result }) => [
      scenario,
      ...[count, ms, before, most, after ?? '?'].map(String),
      result,
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const isText = (column: number) => column === 0 || column === widths.length - 1;
  const text = lines.map((line) =>
    line
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(Math.max(...text.map(({ length }) => length)));
  return ['', 'session cleanup: what the services hold for sessions', rule, ...text, rule, ''].join('\n');
}
