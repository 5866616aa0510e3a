/**
 * A number of ours as a phone may show it, in groups that can be compared by eye. Without the numbering plans, which the
 * live page does not load. @param e164 `+` and digits
 */
export function toShownNumber(e164: string): string {
  const north = /^[+]1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (north !== null) return `+1 ${north.slice(1).join(' ')}`;
  return e164.replace(/(\d{3})(?=\d)/g, '$1 ');
}
