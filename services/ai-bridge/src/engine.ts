/** The engine that runs. Another one is another folder, and this line. */
export { openai as engineKind } from './openai/engine.ts';
