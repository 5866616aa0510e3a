import { browserFloor } from '../../browser-floor.ts';

/** For a browser below the floor. */
export const browsers = {
  older: 'This browser is too old to hold a call.',
  newer: `Use Safari ${browserFloor.safari}, Firefox ${browserFloor.firefox}, Chrome or Edge ${browserFloor.chrome}, or a later one.`,
};
