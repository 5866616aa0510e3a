/** A phone number as the numbering plan sees it. `kind` and `country` are null when the plan names none. */
export interface KnownNumber {
  /** `+` and digits. */
  e164: string;
  country: string | null;
  kind: string | null;
}

export interface DialRules {
  phoneCalls: 'off' | 'stand_in' | 'carrier';
  allowedCountries: readonly string[];
  allowedNumbers: readonly string[];
  /** Allows only numbers that are listed or were shown to be the candidate's own. */
  onlyVerified: boolean;
}

type DialRefusal = 'phone_unavailable' | 'number_not_allowed';

/** Kinds that ring an ordinary phone at an ordinary price. All others are refused. */
const ordinary = new Set(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP']);

/** An operator's own choice: such a number needs no protection from candidates who ask for it. */
export function isListed(
  { e164 }: KnownNumber,
  { allowedNumbers }: Pick<DialRules, 'allowedNumbers'>,
): boolean {
  return allowedNumbers.includes(e164);
}

/**
 * Why this number may not be called. Null when it may. With a real carrier the allow-lists fail closed: the number or
 * its country must be listed. With the stand-in any ordinary number may be dialled.
 */
export function refuseNumber(number: KnownNumber, rules: DialRules): DialRefusal | null {
  if (rules.phoneCalls === 'off') return 'phone_unavailable';
  const { country, kind } = number;
  if (country === null || kind === null || !ordinary.has(kind)) return 'number_not_allowed';
  if (rules.phoneCalls === 'stand_in') return null;
  const listed = isListed(number, rules) || rules.allowedCountries.includes(country);
  return listed ? null : 'number_not_allowed';
}
