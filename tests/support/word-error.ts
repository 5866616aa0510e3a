const toWords = (text: string) => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];

/** Words put in, left out or changed, as a part of the words that were said: 0 when everything was heard right. */
export function wordError(said: string, heard: string): number {
  const [from, to] = [toWords(said), toWords(heard)];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, word] of from.entries()) {
    const next = [row + 1];
    for (const [index, other] of to.entries()) {
      const changed = (previous[index] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(changed, (previous[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    previous = next;
  }
  return (previous.at(-1) ?? 0) / from.length;
}
