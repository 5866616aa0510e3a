/** A block of data in a prompt: JSON between two lines. Pasted text cannot end the block. */
export function toDataBlock(name: string, data: unknown): string {
  const json = JSON.stringify(data, null, 1).replaceAll('<', '\\u003c');
  return `<${name}>\n${json}\n</${name}>`;
}
