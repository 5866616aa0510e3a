/** Resolves after this many ms. By the global timer, which a test can replace, as it cannot that of `node:timers/promises`. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
