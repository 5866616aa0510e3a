/**
 * What the carrier puts in the place of a number that its caller withholds (Twilio docs, "Why am I getting calls from
 * these strange numbers?": the words ANONYMOUS, UNAVAILABLE, UNKNOWN, RESTRICTED and BLOCKED on the keys of a phone).
 */
const placeholders = new Set(['+266696687', '+86282452253', '+8656696', '+7378742833', '+2562533']);
const e164 = /^\+[1-9]\d{6,14}$/;

/** Whether this caller id tells no caller from another: it is withheld, empty, a word, or no number at all. */
export function isHiddenCaller(from: string): boolean {
  return placeholders.has(from) || !e164.test(from);
}
