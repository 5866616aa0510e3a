/**
 * The oldest browsers that hold a call. `Promise.withResolvers` and `Object.groupBy` (ES2024) set it. What holds it:
 * `lib` in tsconfig.json for the language, tests/contract/browser-floor.test.ts for the rest, and the page says it
 * (components/frame/older-browser).
 */
export const browserFloor = { safari: '17.4', firefox: '121', chrome: '119' } as const;
