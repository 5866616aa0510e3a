import type { Stack } from './stack.ts';

/** A counter of all services together, such as `stale_messages_total` with these labels among its own. */
export async function readCounter(
  stack: Pick<Stack, 'serviceUrls'>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  let sum = 0;
  for (const url of stack.serviceUrls) {
    for (const line of (await (await fetch(`${url}/metrics`)).text()).split('\n')) {
      if (!line.startsWith(`ringback_${name}{`) || !wanted.every((part) => line.includes(part))) continue;
      sum += Number(line.slice(line.lastIndexOf(' ')));
    }
  }
  return sum;
}
