/** Resolves after so many ms. Pages have their own, because `shared/runtime` is Node's. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
