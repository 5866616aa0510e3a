import { erasure } from './en/more/erasure.ts';
import { history } from './en/more/history.ts';
import { judged } from './en/more/judged.ts';
import { operator } from './en/more/operator.ts';
import { report } from './en/more/report.ts';

/** The words of the pages beside set-up and call, in English. They load with those pages. */
export const enMore = { erasure, history, judged, operator, report };
