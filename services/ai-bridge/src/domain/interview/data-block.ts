/** A block of data in a prompt: JSON between two lines. Text that a person pasted cannot end it. */
export function toDataBlock(name: string, data: unknown): string {
  const json = JSON.stringify(data, null, 1).replaceAll('<', '\\u003c');
  return `<${name}>\n${json}\n</${name}>`;
}
