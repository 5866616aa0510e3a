/**
 * The numbers that the carrier puts in place of a withheld one: the words ANONYMOUS, UNAVAILABLE, UNKNOWN, RESTRICTED
 * and BLOCKED on a phone's keys (Twilio docs, "Why am I getting calls from these strange numbers?").
 */
const placeholders = new Set(['+266696687', '+86282452253', '+8656696', '+7378742833', '+2562533']);
const e164 = /^\+[1-9]\d{6,14}$/;

/** Whether this caller id cannot tell one caller from another: it is withheld, empty, a word, or no number. */
export function isHiddenCaller(from: string): boolean {
  return placeholders.has(from) || !e164.test(from);
}
