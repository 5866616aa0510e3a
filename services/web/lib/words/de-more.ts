import { erasure } from './de/more/erasure.ts';
import { history } from './de/more/history.ts';
import { judged } from './de/more/judged.ts';
import { operator } from './de/more/operator.ts';
import { report } from './de/more/report.ts';
import type { MoreWords } from './more-words.ts';

/** The words of the pages beside set-up and call, in German. */
export const deMore: MoreWords = { erasure, history, judged, operator, report };
