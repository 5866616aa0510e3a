/** What the page says of a failure, by the code of `contract/errors.ts`: what happened, what was kept, what to do. */
export const problems = {
  unreachable: 'The server cannot be reached. Check the connection and try again.',
  general: 'Something went wrong, and nothing was changed. Try again in a moment.',
};
