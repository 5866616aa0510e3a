/** The engine that runs. To use another one, add its folder and change this line. */
export { openai as engineKind } from './openai/engine.ts';
