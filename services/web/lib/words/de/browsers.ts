import { browserFloor } from '../../browser-floor.ts';
import type { Words } from '../words.ts';

export const browsers: Words['frame']['browsers'] = {
  older: 'Dieser Browser ist für ein Gespräch zu alt.',
  newer: `Nehmen Sie Safari ${browserFloor.safari}, Firefox ${browserFloor.firefox}, Chrome oder Edge ${browserFloor.chrome} oder neuer.`,
};
