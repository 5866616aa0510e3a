import { expect } from 'vitest';

/** Expects each of these lines, one after another. Others may stand between them. */
export function expectInOrder(lines: readonly string[], wanted: readonly string[]): void {
  let from = 0;
  for (const line of wanted) {
    const at = lines.indexOf(line, from);
    expect(at, `"${line}" is missing after the first ${from} of\n${lines.join('\n')}`).not.toBe(-1);
    from = at + 1;
  }
}
