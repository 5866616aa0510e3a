/** How many digits the forms of a dial-in code have; the long one begins with the short one. */
export const dialInDigits = { short: 6, long: 10 } as const;
