/** The number of digits in each form of a dial-in code. The long form begins with the short one. */
export const dialInDigits = { short: 6, long: 10 } as const;
